package dev.rollcall.ldap.internal.connection;

import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.ldap.LdapSecurity;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Connects to one address and protects the connection as configured, or leaves nothing behind. */
final class Dialler {

    private final ConnectionSettings settings;
    private final @Nullable X509TrustManager trust;
    private final RunTime time;

    /**
     * Creates the dialler.
     *
     * @param trust what decides about certificates; null if there is no TLS
     */
    Dialler(ConnectionSettings settings, @Nullable X509TrustManager trust, RunTime time) {
        this.settings = settings;
        this.trust = trust;
        this.time = time;
    }

    /** Connects. */
    Line dial(ServerAddress server) throws ServerFault {
        Socket plain = new Socket();
        boolean done = false;
        try {
            Line line = protect(server, plain);
            done = true;
            return line;
        } finally {
            if (!done) {
                Line.close(plain);
            }
        }
    }

    private Line protect(ServerAddress server, Socket plain) throws ServerFault {
        long start = System.nanoTime();
        connect(server, plain);
        if (trust == null) {
            return new Line(plain, plain, "no protection");
        }
        TlsHandshake handshake = new TlsHandshake(server, settings.certificateName(), trust);
        Duration limit = settings.connectTimeout().minusNanos(System.nanoTime() - start);
        if (settings.security() == LdapSecurity.STARTTLS) {
            start = System.nanoTime();
            startTls(server, plain);
            limit = settings.bindTimeout().minusNanos(System.nanoTime() - start);
        }
        SSLSocket top = shakeHands(server, plain, handshake, limit);
        return new Line(plain, new ShakenSocket(top), top.getSession().getProtocol());
    }

    private void connect(ServerAddress server, Socket plain) throws ServerFault {
        Duration limit = time.limit(settings.connectTimeout());
        try {
            step("connect", server, plain, limit, "did not accept a connection", () -> {
                plain.connect(server.socketAddress(), Limits.millis(limit));
                return plain;
            });
        } catch (IOException e) {
            throw new ServerFault(new DirectoryUnavailableException(
                    server + " could not be reached (" + reason(e)
                            + "); check host and port, whether the server is running, and firewalls on the way",
                    e));
        }
    }

    private void startTls(ServerAddress server, Socket plain) throws ServerFault {
        ResultCode answer;
        try {
            answer = step(
                    "starttls",
                    server,
                    plain,
                    time.limit(settings.bindTimeout()),
                    "did not answer the request for StartTLS",
                    () -> StartTls.ask(plain));
        } catch (StartTls.BadAnswerException e) {
            throw new ServerFault(new DirectoryConfigurationException(
                    server
                            + " answered the request for StartTLS with something else or with more than an answer, and no login was"
                            + " sent to it: the port may not be one for LDAP, or somebody interferes with the connection",
                    e));
        } catch (IOException e) {
            throw new ServerFault(new DirectoryUnavailableException(
                    server
                            + " closed the connection when it was asked for StartTLS, and no login was sent to it; find out in its"
                            + " log why",
                    e));
        }
        if (ResultCode.BUSY.equals(answer) || ResultCode.UNAVAILABLE.equals(answer)) {
            throw new ServerFault(new DirectoryUnavailableException(
                    server + " could not start TLS just now (" + Words.of(answer) + "); no login was sent to it"));
        }
        if (!ResultCode.SUCCESS.equals(answer)) {
            throw new ServerFault(new DirectoryConfigurationException(server + " refused StartTLS (" + Words.of(answer)
                    + "), and no login was sent to it: give the server a certificate, or use LDAPS on its own port"));
        }
    }

    private SSLSocket shakeHands(ServerAddress server, Socket plain, TlsHandshake handshake, Duration limit)
            throws ServerFault {
        Duration atLeast = limit.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : limit;
        try {
            return step(
                    "handshake",
                    server,
                    plain,
                    time.limit(atLeast),
                    "did not finish the TLS handshake",
                    () -> handshake.on(plain));
        } catch (IOException e) {
            throw new ServerFault(handshake.told(e));
        }
    }

    private <T> T step(
            String name, ServerAddress server, Socket plain, Duration limit, String failing, Callable<T> work)
            throws IOException, ServerFault {
        try {
            return new BoundedStep(name, plain).run(limit, work);
        } catch (TimeoutException e) {
            throw new ServerFault(new DirectoryUnavailableException(
                    server + " " + failing + " within " + Words.of(limit)
                            + "; it may be overloaded, or a firewall may swallow the connection",
                    e));
        } catch (InterruptedException e) {
            throw Interruption.of(server.toString(), time, e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof ConnectException) {
            return "connection refused or timed out";
        }
        return e instanceof NoRouteToHostException
                ? "no route to it"
                : e.getClass().getSimpleName();
    }
}

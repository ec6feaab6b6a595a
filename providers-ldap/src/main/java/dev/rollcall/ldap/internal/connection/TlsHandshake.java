package dev.rollcall.ldap.internal.connection;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * One TLS handshake: version 1.2 or later, the chain verified by the directory's own trust manager, the name by the
 * JDK. It has a context of its own, so that no session is resumed and every connection is verified anew.
 */
final class TlsHandshake {

    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private final ServerAddress server;
    private final String name;
    private final CertificateCheck check;

    /**
     * Creates the handshake.
     *
     * @param certificateName what the certificate has to be made out to, and the name that the server is told (SNI);
     *     null for the host as configured
     */
    TlsHandshake(ServerAddress server, @Nullable String certificateName, X509TrustManager trust) {
        this.server = server;
        this.name = withoutFinalDot(certificateName == null ? server.server().host() : certificateName);
        this.check = new CertificateCheck(trust);
    }

    /**
     * Shakes hands on a connected socket.
     *
     * @throws IOException if that failed; {@link #told} explains it
     */
    SSLSocket on(Socket line) throws IOException {
        SSLSocket socket = (SSLSocket) context()
                .getSocketFactory()
                .createSocket(line, name, server.server().port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(Stream.of(socket.getSupportedProtocols())
                .filter(VERSIONS::contains)
                .toArray(String[]::new));
        parameters.setEndpointIdentificationAlgorithm("LDAPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Says why the handshake failed. */
    DirectoryException told(IOException failure) {
        X509Certificate[] shown = check.shown();
        boolean lost = isLost(failure);
        if (shown != null && CertificateFaults.explains(failure)) {
            return CertificateFaults.of(server, name, shown, check.isTrusted(), failure);
        }
        if (failure instanceof SSLException && !lost) {
            return new DirectoryConfigurationException(
                    "No TLS connection to " + server
                            + " could be agreed upon, and no login was sent to it: the port may not be one for TLS, or the server knows"
                            + " no TLS 1.2 or 1.3, or wants a certificate of the client",
                    failure);
        }
        return new DirectoryUnavailableException(
                server
                        + " closed the connection during the TLS handshake; find out in its log why, and whether the port is one for"
                        + " TLS",
                failure);
    }

    private static boolean isLost(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof EOFException || t instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    private SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {check}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new SSLException(e);
        }
    }

    private static String withoutFinalDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}

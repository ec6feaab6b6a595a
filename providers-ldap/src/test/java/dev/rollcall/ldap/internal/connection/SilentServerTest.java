package dev.rollcall.ldap.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import dev.rollcall.testservers.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The limits under test are short, all others are 20 s, and an interrupt is heard in less than that. */
@Tag("slow")
@DisplayName("F67: a server that falls silent")
@Timeout(120)
class SilentServerTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONGEST = SHORT.multipliedBy(16);
    private static final Duration LONG = Duration.ofSeconds(20);

    /** What any of these may take on a machine that is busy with other things. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Where a server falls silent. */
    enum Silence {
        BEFORE_TLS(LdapSecurity.LDAPS, "TLS handshake"),
        AT_STARTTLS(LdapSecurity.STARTTLS, "request for StartTLS"),
        IN_THE_HANDSHAKE_AFTER_STARTTLS(LdapSecurity.STARTTLS, "TLS handshake"),
        DRIPPING_IN_THE_HANDSHAKE(LdapSecurity.LDAPS, "TLS handshake"),
        AT_THE_BIND(LdapSecurity.INSECURE, "did not answer the login"),
        AT_THE_BIND_UNDER_TLS(LdapSecurity.LDAPS, "did not answer the login"),
        AT_THE_ROOT_DSE(LdapSecurity.INSECURE, "reading the root DSE");

        private final LdapSecurity security;
        private final String told;

        Silence(LdapSecurity security, String told) {
            this.security = security;
            this.told = told;
        }

        ScriptedServer server() throws IOException {
            return ScriptedServer.playing(this::play);
        }

        private void play(Socket client, InputStream in) throws IOException {
            switch (this) {
                case BEFORE_TLS, AT_STARTTLS, AT_THE_BIND -> {}
                case IN_THE_HANDSHAKE_AFTER_STARTTLS -> {
                    Wire.read(in);
                    Wire.send(client, Wire.startTlsAnswer(0));
                }
                case DRIPPING_IN_THE_HANDSHAKE -> drip(client);
                case AT_THE_BIND_UNDER_TLS -> {
                    SSLContext context = TestCertificates.shared().good().serverContext();
                    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(client, null, true);
                    while (tls.getInputStream().read() >= 0) {
                        // and says nothing
                    }
                }
                case AT_THE_ROOT_DSE -> answerLogin(client, in);
            }
        }

        /** A byte now and then of a record that never ends: each read of a client succeeds in time. */
        private static void drip(Socket client) throws IOException {
            Wire.send(client, new byte[] {22, 3, 3, 0x3F, 0});
            client.setSoTimeout(40);
            while (true) {
                Wire.send(client, new byte[] {2});
                try {
                    while (client.getInputStream().read() >= 0) {
                        // the greeting of the client
                    }
                    return;
                } catch (java.net.SocketTimeoutException e) {
                    // time for the next byte
                }
            }
        }
    }

    static Stream<Arguments> everyLimit() {
        return Arrays.stream(Silence.values())
                .flatMap(silence -> Stream.of(Arguments.of(silence, false), Arguments.of(silence, true)));
    }

    @ParameterizedTest(name = "{0}, the limit of the run: {1}")
    @MethodSource("everyLimit")
    @DisplayName("is given up in time, with words that say where, and nothing stays open")
    void isGivenUp(Silence silence, boolean byTheRun) throws Exception {
        ClientThreads threads = new ClientThreads();
        Duration limit = SHORT;
        while (!isGivenUp(silence, byTheRun, limit)) {
            limit = limit.multipliedBy(4);
        }
        threads.assertNoneLeft();
    }

    /**
     * Returns false where this machine stood still, so that the limit ran out before the server fell silent: a longer
     * one has to be tried.
     */
    private static boolean isGivenUp(Silence silence, boolean byTheRun, Duration limit) throws Exception {
        try (ScriptedServer server = silence.server()) {
            Given given = Given.servers(silence.security, new Server("localhost", server.port()));
            Connector connector =
                    new Connector((byTheRun ? given : given.limits(limit, limit, limit)).settings(), host ->
                            new InetAddress[] {TestDirectory.loopback()});
            RunTime time = RunTime.of(byTheRun ? limit : LONG);
            Throwable failure = catchThrowable(() -> connector.open(time));
            assertThat(failure).isInstanceOf(DirectoryUnavailableException.class);
            if (limit.compareTo(LONGEST) < 0 && !failure.getMessage().contains(silence.told)) {
                return false;
            }
            assertThat(failure)
                    .hasMessageContaining("localhost:" + server.port())
                    .hasMessageContaining(silence.told);
            server.awaitEnd();
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("everySilence")
    @DisplayName("does not hold a thread that is interrupted, which keeps its interrupt")
    void isInterruptible(Silence silence) throws Exception {
        ClientThreads threads = new ClientThreads();
        CountDownLatch begun = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.playing((client, in) -> {
            begun.countDown();
            silence.play(client, in);
        })) {
            Given given = Given.servers(silence.security, new Server("127.0.0.1", server.port()));
            Interrupted reader = new Interrupted(given::open);
            assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            reader.interrupt();
            assertThat(reader.failure()).isInstanceOf(DirectoryUnavailableException.class);
            assertThat(reader.flag()).isTrue();
            server.awaitEnd();
        }
        threads.assertNoneLeft();
    }

    static Stream<Silence> everySilence() {
        return Arrays.stream(Silence.values());
    }

    @Test
    @DisplayName("in a search is given up after the response time limit")
    void inASearch() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing(SilentServerTest::answerLoginAndRootDse);
                LdapSession session =
                        Given.servers(LdapSecurity.INSECURE, server.server()).open()) {
            LDAPConnectionOptions options = session.connection().getConnectionOptions();
            assertThat(options.getResponseTimeoutMillis()).as("as configured").isEqualTo(LONG.toMillis());
            options.setResponseTimeoutMillis(SHORT.toMillis());
            assertThatThrownBy(() -> session.connection().search("dc=example,dc=com", SearchScope.SUB, "(uid=ann)"))
                    .isInstanceOfSatisfying(
                            LDAPException.class,
                            e -> assertThat(LdapFaults.of(e, "reading people", session.server()))
                                    .isInstanceOf(DirectoryUnavailableException.class)
                                    .hasMessageContaining("gave no answer in time"));
        }
    }

    @Test
    @DisplayName("in a search does not hold a thread that is interrupted")
    void interruptedInASearch() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.playing((client, in) -> {
                    answerLoginAndRootDse(client, in);
                    Wire.read(in);
                    begun.countDown();
                });
                LdapSession session =
                        Given.servers(LdapSecurity.INSECURE, server.server()).open()) {
            Interrupted reader = new Interrupted(
                    () -> session.connection().search("dc=example,dc=com", SearchScope.SUB, "(uid=ann)"));
            assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            reader.interrupt();
            assertThat(reader.failure())
                    .isInstanceOfSatisfying(
                            LDAPException.class,
                            e -> assertThat(LdapFaults.of(e, "reading people", session.server()))
                                    .isInstanceOf(DirectoryUnavailableException.class));
            assertThat(reader.flag()).isTrue();
        }
    }

    @Test
    @DisplayName("or a name service that does: looking up a name has a limit as well")
    void nameService() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        Given given = Given.servers(LdapSecurity.INSECURE, new Server("slow.example", 389))
                .limits(SHORT, SHORT, SHORT);
        Connector connector = new Connector(given.settings(), host -> {
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return new InetAddress[0];
        });
        assertThatThrownBy(() -> connector.open(RunTime.of(LONG)))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("slow.example");
        answer.countDown();
    }

    @Test
    @DisplayName("when the run has no time left, no server is tried")
    void noTimeLeft() throws Exception {
        try (ScriptedServer server = ScriptedServer.silent()) {
            Connector connector =
                    Given.servers(LdapSecurity.INSECURE, server.server()).connector();
            assertThatThrownBy(() -> connector.open(RunTime.of(Duration.ZERO)))
                    .isInstanceOf(DirectoryUnavailableException.class)
                    .hasMessageContaining("total time limit");
            assertThat(server.connections()).isZero();
        }
    }

    private static void answerLogin(Socket client, InputStream in) throws IOException {
        Wire.send(client, Wire.bindAnswer(Wire.read(in).getMessageID(), 0, ""));
    }

    private static void answerLoginAndRootDse(Socket client, InputStream in) throws IOException {
        answerLogin(client, in);
        Wire.send(client, Wire.searchDone(Wire.read(in).getMessageID()));
    }

    /** A thread that waits for a server, and is interrupted. */
    private static final class Interrupted {
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private volatile boolean flag;
        private final Thread thread;

        Interrupted(java.util.concurrent.Callable<?> call) {
            thread = new Thread(
                    () -> {
                        try {
                            call.call();
                        } catch (Exception e) {
                            failure.set(e);
                        }
                        flag = Thread.currentThread().isInterrupted();
                    },
                    "test-reader");
            thread.start();
        }

        void interrupt() {
            thread.interrupt();
        }

        Throwable failure() throws InterruptedException {
            thread.join(PATIENCE.toMillis());
            assertThat(thread.isAlive()).isFalse();
            return failure.get();
        }

        boolean flag() {
            return flag;
        }
    }
}

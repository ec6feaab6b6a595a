package dev.rollcall.ldap.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import dev.rollcall.testservers.TestCertificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F121: StartTLS is done, or there is no login")
class StartTlsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 12, 53, 80})
    @DisplayName("a server that refuses it receives nothing more")
    void refused(int resultCode) throws Exception {
        try (ScriptedServer server = answering(Wire.startTlsAnswer(resultCode))) {
            assertThatThrownBy(given(server)::open)
                    .isInstanceOf(DirectoryConfigurationException.class)
                    .hasMessageContaining(server.server() + " refused StartTLS (result code " + resultCode)
                    .hasMessageNotContaining("words of the server");
            assertNothingButTheRequest(server);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 52})
    @DisplayName("a server that cannot do it just now receives nothing more")
    void busy(int resultCode) throws Exception {
        try (ScriptedServer server = answering(Wire.startTlsAnswer(resultCode))) {
            assertThatThrownBy(given(server)::open).isInstanceOf(DirectoryUnavailableException.class);
            assertNothingButTheRequest(server);
        }
    }

    @Test
    @DisplayName("a server that hangs up instead of answering receives nothing more")
    void hangsUp() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing((client, in) -> {
            Wire.read(in);
            client.close();
        })) {
            assertThatThrownBy(given(server)::open)
                    .isInstanceOf(DirectoryUnavailableException.class)
                    .hasMessageContaining("closed the connection when it was asked for StartTLS");
            assertNothingButTheRequest(server);
        }
    }

    @Test
    @DisplayName("a server that hangs up after agreeing sees a handshake and no login")
    void hangsUpInTheHandshake() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing((client, in) -> {
            Wire.read(in);
            Wire.send(client, Wire.startTlsAnswer(0));
            in.read();
            client.close();
        })) {
            assertThatThrownBy(given(server)::open).isInstanceOf(DirectoryException.class);
            assertNoLoginInClear(server);
        }
    }

    @Test
    @DisplayName("a server that agrees and goes on in clear sees a handshake and no login")
    void goesOnInClear() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing((client, in) -> {
            Wire.read(in);
            Wire.send(client, Wire.startTlsAnswer(0));
            in.read();
            Wire.send(client, Wire.bindAnswer(1, 0, ""));
        })) {
            assertThatThrownBy(given(server)::open).isInstanceOf(DirectoryException.class);
            assertNoLoginInClear(server);
        }
    }

    @Test
    @DisplayName("an answer to something else, or none that can be understood, ends it")
    void answersSomethingElse() throws Exception {
        byte[][] answers = {
            Wire.bindAnswer(1, 0, ""),
            Wire.message(
                    7, new com.unboundid.ldap.protocol.ExtendedResponseProtocolOp(0, null, null, null, null, null)),
            Wire.message(
                    0, new com.unboundid.ldap.protocol.ExtendedResponseProtocolOp(0, null, null, null, null, null)),
            "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            {0x30, (byte) 0x84, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
            {0x30, (byte) 0x85, 1, 1, 1, 1, 1},
            {0x30, (byte) 0x80, 0, 0},
            {0x30, 0x03, 0x02, 0x01, 0x01}
        };
        for (byte[] answer : answers) {
            try (ScriptedServer server = answering(answer)) {
                assertThatThrownBy(given(server)::open)
                        .isInstanceOf(DirectoryConfigurationException.class)
                        .hasMessageContaining("answered the request for StartTLS with something else");
                assertNothingButTheRequest(server);
            }
        }
    }

    @Test
    @DisplayName("an answer that was put behind the server's own, before there is TLS, is not believed")
    void injectedBehindTheAnswer() throws Exception {
        byte[] answer = Wire.startTlsAnswer(0);
        byte[] injected = Wire.bindAnswer(1, 0, "");
        byte[] both = java.util.Arrays.copyOf(answer, answer.length + injected.length);
        System.arraycopy(injected, 0, both, answer.length, injected.length);
        try (ScriptedServer server = answering(both)) {
            assertThatThrownBy(given(server)::open)
                    .isInstanceOf(DirectoryConfigurationException.class)
                    .hasMessageContaining("more than an answer");
            assertNothingButTheRequest(server);
        }
    }

    @Test
    @DisplayName("an answer that is put in later, in front of the handshake, spoils the handshake and is not believed")
    void injectedInFrontOfTheHandshake() throws Exception {
        SSLContext context = TestCertificates.shared().good().serverContext();
        BlockingQueue<String> progress = new LinkedBlockingQueue<>();
        try (ScriptedServer server = ScriptedServer.playing((client, in) -> {
            Wire.read(in);
            Wire.send(client, Wire.startTlsAnswer(0));
            int first = in.read();
            progress.add("handshake begun");
            Wire.send(client, Wire.bindAnswer(1, 0, ""));
            SSLSocket tls = (SSLSocket) context.getSocketFactory()
                    .createSocket(
                            client,
                            new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) first}), in),
                            true);
            tls.startHandshake();
            progress.add("handshake done");
        })) {
            assertThatThrownBy(given(server)::open).isInstanceOf(DirectoryException.class);
            assertThat(progress.poll(20, TimeUnit.SECONDS)).isEqualTo("handshake begun");
            assertNoLoginInClear(server);
            assertThat(progress).isEmpty();
        }
    }

    private static ScriptedServer answering(byte[] answer) throws IOException {
        return ScriptedServer.playing((client, in) -> {
            Wire.read(in);
            Wire.send(client, answer);
        });
    }

    private static Given given(ScriptedServer server) {
        return Given.servers(LdapSecurity.STARTTLS, new Server("127.0.0.1", server.port()));
    }

    private static void assertNothingButTheRequest(ScriptedServer server) throws InterruptedException {
        server.awaitEnd();
        assertThat(server.received()).isEqualTo(Wire.startTlsRequest());
        assertThat(server.connections()).isEqualTo(1);
    }

    private static void assertNoLoginInClear(ScriptedServer server) throws InterruptedException {
        server.awaitEnd();
        assertThat(server.receivedText())
                .startsWith(new String(Wire.startTlsRequest(), StandardCharsets.ISO_8859_1))
                .doesNotContain(TestDirectory.READER)
                .doesNotContain("Geheim");
    }
}

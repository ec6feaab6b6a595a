package dev.rollcall.ldap.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import dev.rollcall.testservers.TestCertificates;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On a TLS connection")
class OneHandshakeTest {

    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int PROTECTED = 23;

    @Test
    @DisplayName(
            "there is one handshake, and nothing else comes before the login: a second one is refused by some servers, and left"
                    + " unanswered by others")
    void oneHandshake() throws Exception {
        try (TestDirectory directory =
                        TestDirectory.withLdaps(TestCertificates.shared().good());
                ScriptedServer relay = ScriptedServer.playing((client, in) -> relay(client, in, directory.server()));
                LdapSession session = Given.servers(LdapSecurity.LDAPS, new Server("localhost", relay.port()))
                        .open()) {
            assertThat(session.protection()).isEqualTo("TLSv1.3");
            // In TLS 1.3 the end of the handshake is protected as well; the two others are the login and the root DSE.
            assertThat(records(relay.received()))
                    .containsExactly(HANDSHAKE, CHANGE_CIPHER_SPEC, PROTECTED, PROTECTED, PROTECTED);
        }
    }

    private static void relay(Socket client, InputStream in, Server to) throws IOException {
        try (Socket server = new Socket(to.host(), to.port())) {
            Thread back = new Thread(() -> pump(server, client), "scripted-relay");
            back.setDaemon(true);
            back.start();
            byte[] chunk = new byte[8192];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                server.getOutputStream().write(chunk, 0, count);
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of them has gone, and the other will see it.
        }
    }

    /** The types of the TLS records in what a client sent. */
    private static List<Integer> records(byte[] sent) throws IOException {
        List<Integer> types = new ArrayList<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(sent));
        while (in.available() > 0) {
            types.add(in.readUnsignedByte());
            in.readUnsignedShort();
            in.skipNBytes(in.readUnsignedShort());
        }
        return types;
    }
}

package dev.rollcall.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.ClosedPort;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("F10: servers that could not be used before the one that was read")
class PassedOverServersTest {

    private static LdapDirectoryProvider.Builder provider(int... ports) {
        LdapDirectoryProvider.Builder provider = LdapDirectoryProvider.builder(LdapPreset.GENERIC)
                .security(LdapSecurity.INSECURE)
                .anonymous()
                .externalId(LdapExternalId.attribute("uid"))
                .base(ScriptedLdapServer.BASE);
        for (int port : ports) {
            provider.server("127.0.0.1", port);
        }
        return provider;
    }

    @Test
    @DisplayName("are told in a warning, with the reason")
    void areTold() {
        try (ScriptedLdapServer up = new ScriptedLdapServer();
                ClosedPort refusing = ClosedPort.open()) {
            up.add(Entries.people(3));
            int down = refusing.number();

            RecordingSink sink = ScriptedLdapServer.read(provider(down, up.port()));

            assertThat(sink.people()).hasSize(3);
            assertThat(sink.warnings())
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1:" + up.port() + " was read", "127.0.0.1:" + down + " could not be reached");
        }
    }

    @Test
    @DisplayName("are none where the first one serves")
    void areNone() {
        try (ScriptedLdapServer first = new ScriptedLdapServer();
                ScriptedLdapServer second = new ScriptedLdapServer()) {
            first.add(Entries.people(3));

            assertThat(ScriptedLdapServer.read(provider(first.port(), second.port()))
                            .warnings())
                    .isEmpty();
            assertThat(second.asked()).isEmpty();
        }
    }
}

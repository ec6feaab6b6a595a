package dev.rollcall.ldap.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapExternalId.Form;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExternalIdsTest {

    private static final byte[] BYTES = HexFormat.of().parseHex("d3a3da690fe11f429cccb1c586444e14");
    private static final String LITTLE = "69daa3d3-e10f-421f-9ccc-b1c586444e14";
    private static final String BIG = "d3a3da69-0fe1-1f42-9ccc-b1c586444e14";
    private static final byte[] SID =
            HexFormat.of().parseHex("010500000000000515000000010000000200000003000000f1030000");

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(LdapExternalId.objectGuid(), new Attribute("objectGUID", BYTES), LITTLE),
                Arguments.of(LdapExternalId.guid(), new Attribute("GUID", BYTES), BIG),
                Arguments.of(LdapExternalId.entryUuid(), new Attribute("entryUUID", BIG.toUpperCase(Locale.ROOT)), BIG),
                Arguments.of(LdapExternalId.entryUuid(), new Attribute("ENTRYUUID", "{" + BIG + "}"), BIG),
                Arguments.of(
                        LdapExternalId.nsUniqueId(),
                        new Attribute("nsUniqueId", "5b2f1c81-1dd211b2-80c4"),
                        "5b2f1c81-1dd211b2-80c4"),
                Arguments.of(LdapExternalId.attribute("objectGUID"), new Attribute("objectGUID", BYTES), LITTLE),
                Arguments.of(
                        LdapExternalId.attribute("employeeNumber"), new Attribute("employeeNumber", "A7 ü"), "A7 ü"),
                Arguments.of(
                        LdapExternalId.attribute("mS-DS-ConsistencyGuid"),
                        new Attribute("mS-DS-ConsistencyGuid", BYTES),
                        "d3a3da690fe11f429cccb1c586444e14"),
                Arguments.of(
                        LdapExternalId.attribute("objectSid"), new Attribute("objectSid", SID), "S-1-5-21-1-2-3-1009"));
    }

    @ParameterizedTest
    @DisplayName("F28: each form has one canonical text")
    @MethodSource("forms")
    void canonicalText(LdapExternalId id, Attribute attribute, String canonical) {
        assertThat(ExternalIds.of(id, new Entry("cn=a,dc=e", attribute))).isEqualTo(canonical);
        assertThat(ExternalIds.canonical(id, canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @DisplayName("F66: the canonical text finds the entry again, by the bytes that the server keeps")
    @MethodSource("forms")
    void andBack(LdapExternalId id, Attribute attribute, String canonical) throws LDAPException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=e");
        config.setSchema(null);
        try (InMemoryDirectoryServer server = new InMemoryDirectoryServer(config)) {
            server.add("dc=e", new Attribute("objectClass", "domain"));
            server.add(
                    "cn=other,dc=e", new Attribute("objectClass", "person"), new Attribute(attribute.getName(), "1"));
            String stored = attribute.getValue();
            boolean respelled = id.form() == Form.UUID_TEXT;
            server.add(new Entry(
                    "cn=a,dc=e",
                    new Attribute("objectClass", "person"),
                    respelled ? new Attribute(attribute.getName(), stored.replaceAll("[{}]", "")) : attribute));

            Filter filter = ExternalIds.filterFor(id, canonical).orElseThrow();

            assertThat(server.search("dc=e", SearchScope.SUB, filter).getSearchEntries())
                    .extracting(Entry::getDN)
                    .containsExactly("cn=a,dc=e");
        }
    }

    @Test
    @DisplayName("the name of an entry as its id is canonical, and is looked up by name")
    void byName() throws LDAPException {
        LdapExternalId dn = LdapExternalId.dn();

        assertThat(ExternalIds.of(dn, new Entry("CN=Smith\\, Ann, DC=E"))).isEqualTo("cn=smith\\2c ann,dc=e");
        assertThat(ExternalIds.lookup(dn, "cn=smith\\2c ann,dc=e"))
                .isEqualTo(new ExternalIds.ByName(new DN("cn=smith\\, ann,dc=e")));
        assertThat(ExternalIds.filterFor(dn, "cn=smith\\2c ann,dc=e")).isEmpty();
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(LdapExternalId.objectGuid(), new Attribute("cn", "secret"), "'objectGUID'", "is missing"),
                Arguments.of(
                        LdapExternalId.objectGuid(), new Attribute("objectGUID", "secret"), "'objectGUID'", "16 bytes"),
                Arguments.of(
                        LdapExternalId.objectGuid(),
                        new Attribute("objectGUID", BYTES, SID),
                        "'objectGUID'",
                        "2 values"),
                Arguments.of(LdapExternalId.entryUuid(), new Attribute("entryUUID", "secret"), "'entryUUID'", "a UUID"),
                Arguments.of(
                        LdapExternalId.entryUuid(), new Attribute("entryUUID", "{" + BIG), "'entryUUID'", "a UUID"),
                Arguments.of(LdapExternalId.attribute("uid"), new Attribute("uid", BYTES), "'uid'", "UTF-8"),
                Arguments.of(LdapExternalId.attribute("uid"), new Attribute("uid", " "), "'uid'", "UTF-8"),
                Arguments.of(
                        LdapExternalId.attribute("objectSid"),
                        new Attribute("objectSid", BYTES),
                        "'objectSid'",
                        "identifier"));
    }

    @ParameterizedTest
    @DisplayName("R5: what is missing, manifold or of another form is no id")
    @MethodSource("unreadable")
    void neverGuessed(LdapExternalId id, Attribute attribute, String name, String why) {
        assertThatThrownBy(() -> ExternalIds.of(id, new Entry("cn=a,dc=e", attribute)))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret");
    }

    @Test
    @DisplayName("an id that somebody typed is understood in any spelling, or refused")
    void typed() {
        assertThat(ExternalIds.canonical(LdapExternalId.objectGuid(), "{" + LITTLE.toUpperCase(Locale.ROOT) + "}"))
                .isEqualTo(LITTLE);
        assertThatThrownBy(() -> ExternalIds.filterFor(LdapExternalId.objectGuid(), "*)(cn=*"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("must be a UUID");
        assertThatThrownBy(() -> ExternalIds.canonical(LdapExternalId.attribute("objectSid"), "S-1-5-x"))
                .isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> ExternalIds.canonical(LdapExternalId.dn(), "ann"))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    @DisplayName("security identifiers are read and written")
    void securityIdentifiers() {
        assertThat(Sid.textOrNull(SID)).isEqualTo("S-1-5-21-1-2-3-1009");
        assertThat(Sid.bytesOrNull("S-1-5-21-1-2-3-1009")).isEqualTo(SID);
        assertThat(Sid.textOrNull(Sid.bytesOrNull("S-1-5-21-4294967295"))).isEqualTo("S-1-5-21-4294967295");
        assertThat(Sid.textOrNull(Sid.bytesOrNull("S-1-0x123456789ABC-7"))).isEqualTo("S-1-0x123456789ABC-7");
        assertThat(Sid.bytesOrNull("S-1-5-21-4294967296")).isNull();
        assertThat(Sid.bytesOrNull("S-1-05-21")).isNull();
    }
}

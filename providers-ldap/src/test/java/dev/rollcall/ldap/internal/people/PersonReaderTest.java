package dev.rollcall.ldap.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.ldap.LdapActivity;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.testkit.RecordingSink;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Attribute ID = new Attribute("entryUUID", "d3a3da69-0fe1-1f42-9ccc-b1c586444e14");
    private static final Attribute LOGIN = new Attribute("uid", "ann");
    private static final byte[] NO_TEXT = {(byte) 0xC3, 0x28};
    private static final byte[] GUID = HexFormat.of().parseHex("d3a3da690fe11f429cccb1c586444e14");

    private final RecordingSink sink = new RecordingSink();
    private final Locale usual = Locale.getDefault();

    @AfterEach
    void locale() {
        Locale.setDefault(usual);
    }

    @Test
    @DisplayName("asks for the mapping, the id, the match key and the activity, once each, and for nothing else")
    void requestedAttributes() {
        PersonReader reader = reader(
                "uid",
                LdapExternalId.entryUuid(),
                LdapActivity.activeDirectory(),
                "mail",
                "UID",
                "dn",
                "description;lang-de");

        assertThat(reader.requestedAttributes().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrder(
                        "mail", "uid", "description;lang-de", "entryuuid", "useraccountcontrol", "accountexpires");
    }

    @Test
    @DisplayName("asks for no attributes at all where the name of the entry is all it needs")
    void nothingRequested() {
        PersonReader reader = reader("dn", LdapExternalId.dn(), LdapActivity.everybody(), "dn");

        assertThat(reader.requestedAttributes()).containsExactly("1.1");
        reader.deliver(entry("CN=Ann, DC=E"), Set.of(), sink);
        assertThat(only().externalId()).contains(ExternalId.of("cn=ann,dc=e"));
        assertThat(only().matchKey()).contains("CN=Ann, DC=E");
        assertThat(only().attribute("dn")).containsExactly("CN=Ann, DC=E");
    }

    @ParameterizedTest
    @DisplayName("R28: a mapping of credentials is refused by name")
    @ValueSource(
            strings = {
                "userPassword",
                "USERPASSWORD;x-a",
                "unicodePwd",
                "ms-Mcs-AdmPwd",
                "sambaNTPassword",
                "2.5.4.35",
                "krbPrincipalKey"
            })
    void credentials(String name) {
        assertThatThrownBy(() -> reader("uid", LdapExternalId.entryUuid(), LdapActivity.everybody(), name))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContainingAll("R28", "'" + name + "'");
        assertThatThrownBy(() -> reader(name, LdapExternalId.entryUuid(), LdapActivity.everybody()))
                .isInstanceOf(DirectoryConfigurationException.class);
        assertThatThrownBy(() -> reader("uid", LdapExternalId.attribute(name), LdapActivity.everybody()))
                .isInstanceOf(DirectoryConfigurationException.class);
        assertThatThrownBy(() ->
                        reader("uid", LdapExternalId.entryUuid(), LdapActivity.words(name, Set.of("a"), Set.of("b"))))
                .isInstanceOf(DirectoryConfigurationException.class);
    }

    @ParameterizedTest
    @DisplayName("a mapping of what is no attribute is refused by name")
    @ValueSource(strings = {"*", "+", "@person", "1", "given name", "memberOf;range=0-1", "cn)(uid=*", "caf\u00e9"})
    void noAttribute(String name) {
        assertThatThrownBy(() -> reader("uid", LdapExternalId.entryUuid(), LdapActivity.everybody(), name))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @DisplayName("F41: names of attributes are found in any letter case, in every locale")
    @ValueSource(strings = {"en", "tr", "lt"})
    void letterCase(String language) {
        Locale.setDefault(Locale.forLanguageTag(language));

        read(entry("uid=ann", ID, new Attribute("UID", "ann"), new Attribute("GIVENNAME", "Ann")), "givenName");

        assertThat(only().attribute("givenname")).containsExactly("Ann");
        assertThat(only().matchKey()).contains("ann");
    }

    @Test
    @DisplayName("F41: a variant with options is another attribute, read only where the mapping names it")
    void options() {
        Attribute plain = new Attribute("description", "clerk");
        Attribute german = new Attribute("description;LANG-de", "Schreiber");

        read(entry("uid=ann", ID, LOGIN, german, plain), "description");
        read(entry("uid=ann", ID, LOGIN, german), "description");
        read(entry("uid=ann", ID, LOGIN, german, plain), "description;lang-de");

        assertThat(sink.people())
                .extracting(
                        person -> person.attribute("description"), person -> person.attribute("description;lang-de"))
                .containsExactly(
                        tuple(List.of("clerk"), List.of()),
                        tuple(List.of(), List.of()),
                        tuple(List.of(), List.of("Schreiber")));
    }

    @Test
    @DisplayName("a server may answer under another name of the same type")
    void otherNames() {
        read(
                entry("uid=ann", ID, LOGIN, new Attribute("sn", "Lee"), new Attribute("cn", "Ann Lee")),
                "surname",
                "2.5.4.3");

        assertThat(only().attribute("surname")).containsExactly("Lee");
        assertThat(only().attribute("2.5.4.3")).containsExactly("Ann Lee");
    }

    @Test
    @DisplayName("F41, F58: values that came in a portion are not taken for all of them")
    void ranges() {
        read(
                entry(
                        "uid=ann",
                        ID,
                        LOGIN,
                        new Attribute("mail", "ann@e"),
                        new Attribute("memberOf"),
                        new Attribute("MemberOf;Range=0-1499", "cn=a", "cn=b")),
                "memberOf",
                "mail");

        RecordingSink.Unreadable ann = sink.unreadable().get(0);
        assertThat(ann.why()).isEqualTo("the attribute 'MemberOf' has more values than the server gives at a time");
        assertThat(ann.known().externalId()).isPresent();
        assertThat(ann.known().attribute("memberOf")).isEmpty();
        assertThat(ann.known().attribute("mail")).containsExactly("ann@e");
    }

    @Test
    @DisplayName("portions of an attribute that nobody asked for disturb nobody")
    void rangesOfOthers() {
        read(entry("uid=ann", ID, LOGIN, new Attribute("member;range=0-1499", "cn=a")), "mail");

        assertThat(only().attributes()).isEmpty();
    }

    @Test
    @DisplayName("F36, R20: all values are delivered")
    void allValues() {
        read(entry("uid=ann", ID, LOGIN, new Attribute("telephoneNumber", "34", "12", "")), "telephoneNumber");

        assertThat(only().attribute("telephoneNumber")).containsExactlyInAnyOrder("34", "12", "");
    }

    @Test
    @DisplayName("F36: the order of values changes nothing, not even the choice among several match keys")
    void orderOfValues() {
        read(entry("UID=Ann+cn=x,dc=e", ID, new Attribute("uid", "zoe", "ann")));
        read(entry("UID=Ann+cn=x,dc=e", ID, new Attribute("uid", "ann", "zoe")));

        assertThat(sink.people())
                .extracting(person -> person.matchKey().orElseThrow())
                .containsExactly("ann", "ann");
    }

    @Test
    @DisplayName("R5: of several match keys of which none names the entry, none is guessed")
    void severalMatchKeys() {
        read(entry("cn=Ann,dc=e", ID, new Attribute("uid", "ann", "zoe")));

        assertThat(sink.unreadable().get(0).why())
                .contains("'uid', the match key, has 2 values")
                .doesNotContain("zoe");
        assertThat(sink.unreadable().get(0).known().matchKey()).isEmpty();
    }

    @Test
    @DisplayName("bytes are delivered in the form that is usual for them: UUID, security identifier or base 64")
    void bytes() {
        read(
                entry(
                        "uid=ann",
                        ID,
                        LOGIN,
                        new Attribute("objectGUID", GUID),
                        new Attribute("objectSid", HexFormat.of().parseHex("0101000000000005e8030000")),
                        new Attribute("jpegPhoto", NO_TEXT),
                        new Attribute("userCertificate;binary", NO_TEXT),
                        new Attribute("mS-DS-ConsistencyGuid", GUID),
                        new Attribute("badge", NO_TEXT)),
                "objectGUID",
                "objectSid",
                "jpegPhoto",
                "userCertificate",
                "mS-DS-ConsistencyGuid",
                "badge");

        assertThat(only().attribute("objectGUID")).containsExactly("69daa3d3-e10f-421f-9ccc-b1c586444e14");
        assertThat(only().attribute("objectSid")).containsExactly("S-1-5-1000");
        assertThat(only().attribute("jpegPhoto")).containsExactly("wyg=");
        assertThat(only().attribute("userCertificate")).containsExactly("wyg=");
        assertThat(only().attribute("mS-DS-ConsistencyGuid")).containsExactly("06PaaQ/hH0KczLHFhkROFA==");
        assertThat(only().attribute("badge")).containsExactly("wyg=");
    }

    @Test
    @DisplayName("R5: a value that is not UTF-8 makes this one person unreadable, and the rest is told")
    void malformedValue() {
        read(
                entry("uid=ann", ID, LOGIN, new Attribute("title", NO_TEXT), new Attribute("mail", "ann@e")),
                "title",
                "mail");
        read(entry("uid=bob", ID, LOGIN, new Attribute("title", "\uFFFD")), "title");

        RecordingSink.Unreadable ann = sink.unreadable().get(0);
        assertThat(ann.why()).isEqualTo("the attribute 'title' has a value that is not text in UTF-8");
        assertThat(ann.known().externalId()).isPresent();
        assertThat(ann.known().matchKey()).contains("ann");
        assertThat(ann.known().activity()).isEqualTo(Activity.ACTIVE);
        assertThat(ann.known().attributes()).containsOnlyKeys("mail");
        assertThat(only().attribute("title"))
                .as("a replacement character that is really there")
                .containsExactly("\uFFFD");
    }

    @Test
    @DisplayName("R5: somebody without a readable id is told with the unit, and with no name of a person")
    void noId() {
        PersonReader reader = reader("uid", LdapExternalId.objectGuid(), LdapActivity.nsAccountLock(), "title");
        reader.deliver(
                entry(
                        "cn=Ann Lee,ou=Sales,dc=e",
                        LOGIN,
                        new Attribute("objectGUID", "short"),
                        new Attribute("nsAccountLock", "TRUE"),
                        new Attribute("title", NO_TEXT)),
                Set.of(),
                sink);

        RecordingSink.Unreadable ann = sink.unreadable().get(0);
        assertThat(ann.why())
                .isEqualTo(
                        "the attribute 'objectGUID', the external id, is not a UUID of 16 bytes; the attribute 'title' has a"
                                + " value that is not text in UTF-8; the entry is directly below ou=Sales,dc=e");
        assertThat(ann.known().externalId()).isEmpty();
        assertThat(ann.known().matchKey()).contains("ann");
        assertThat(ann.known().activity()).isEqualTo(Activity.INACTIVE);
    }

    @Test
    @DisplayName("R5: the unit's name cannot forge a line of a log")
    void theUnitsNameIsPrintable() {
        PersonReader reader = reader("uid", LdapExternalId.objectGuid(), LdapActivity.nsAccountLock(), "title");
        reader.deliver(entry("cn=Ann Lee,ou=Sales\\0AINFO all is well\u202e,dc=e", LOGIN), Set.of(), sink);

        assertThat(sink.unreadable().get(0).why())
                .contains("directly below ou=Sales")
                .doesNotContain("\n")
                .doesNotContain("\u202e");
    }

    @Test
    @DisplayName("R5: somebody without a match key is delivered as such; the engine rejects them")
    void noMatchKey() {
        read(entry("cn=Ann", ID));

        assertThat(only().matchKey()).isEmpty();
        assertThat(only().externalId()).isPresent();
    }

    @Test
    @DisplayName("groups are delivered where somebody needs them")
    void groups() {
        LdapSettings.People people = people("uid", LdapExternalId.entryUuid(), LdapActivity.everybody());
        ReadRequest request = ReadRequest.of(DirectoryName.of("ldap"), List.of());

        new PersonReader(people, request, NOW).deliver(entry("uid=ann", ID, LOGIN), Set.of("cn=staff"), sink);
        new PersonReader(people, request.withGroups(true), NOW)
                .deliver(entry("uid=ann", ID, LOGIN), Set.of("cn=staff"), sink);

        assertThat(sink.people())
                .extracting(DirectoryUser::groups)
                .extracting(Set::size)
                .containsExactly(0, 1);
    }

    @Test
    @DisplayName(
            "R6: who is active is told by the rule; what cannot be understood is unknown, counted, and told once without the value")
    void activity() {
        PersonReader reader = reader("uid", LdapExternalId.entryUuid(), LdapActivity.activeDirectory());
        for (String control : List.of("512", "514", "secret", "")) {
            reader.deliver(entry("uid=ann", ID, LOGIN, new Attribute("UserAccountControl", control)), Set.of(), sink);
        }
        reader.deliver(entry("uid=ann", ID, LOGIN), Set.of(), sink);

        assertThat(sink.people())
                .extracting(DirectoryUser::activity)
                .containsExactly(
                        Activity.ACTIVE, Activity.INACTIVE, Activity.UNKNOWN, Activity.UNKNOWN, Activity.UNKNOWN);
        assertThat(reader.activityWarning().orElseThrow())
                .contains(
                        "3 people",
                        "d3a3da69-0fe1-1f42-9ccc-b1c586444e14",
                        "'userAccountControl' must be a whole number")
                .doesNotContain("secret");
    }

    @Test
    @DisplayName("R6: a rule of the host's own that cannot understand a value is not quoted")
    void ruleOfTheHost() {
        PersonReader reader = reader("uid", LdapExternalId.entryUuid(), new LdapActivity() {
            @Override
            public Set<String> attributes() {
                return Set.of("level");
            }

            @Override
            public Activity of(Function<String, List<String>> values, Instant now) {
                assertThat(values.apply("mail")).as("what it did not ask for").isEmpty();
                return Integer.parseInt(values.apply("LEVEL").get(0)) > 0 ? Activity.ACTIVE : Activity.INACTIVE;
            }
        });
        reader.deliver(entry("uid=ann", ID, LOGIN, new Attribute("level", "1")), Set.of(), sink);
        assertThat(reader.activityWarning()).isEmpty();
        reader.deliver(entry("uid=ann", ID, LOGIN, new Attribute("level", "secret")), Set.of(), sink);

        assertThat(sink.people())
                .extracting(DirectoryUser::activity)
                .containsExactly(Activity.ACTIVE, Activity.UNKNOWN);
        assertThat(reader.activityWarning().orElseThrow())
                .contains("1 person", "(level)")
                .doesNotContain("secret");
    }

    private void read(SearchResultEntry entry, String... mapped) {
        reader("uid", LdapExternalId.entryUuid(), LdapActivity.everybody(), mapped)
                .deliver(entry, Set.of(), sink);
    }

    private DirectoryUser only() {
        assertThat(sink.people()).hasSize(1);
        return sink.people().get(0);
    }

    private static PersonReader reader(String matchKey, LdapExternalId id, LdapActivity activity, String... mapped) {
        return new PersonReader(
                people(matchKey, id, activity), ReadRequest.of(DirectoryName.of("ldap"), List.of(mapped)), NOW);
    }

    private static LdapSettings.People people(String matchKey, LdapExternalId id, LdapActivity activity) {
        return new LdapSettings.People(
                Filter.createPresenceFilter("objectClass"), matchKey, id, activity, Set.of("badge"));
    }

    private static SearchResultEntry entry(String dn, Attribute... attributes) {
        return new SearchResultEntry(dn, attributes);
    }
}

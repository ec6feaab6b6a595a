package dev.rollcall.ldap.internal.validation;

import static dev.rollcall.ldap.internal.validation.GivenDirectory.BASE;
import static dev.rollcall.ldap.internal.validation.GivenDirectory.FORMER;
import static dev.rollcall.ldap.internal.validation.GivenDirectory.PASSWORD;
import static dev.rollcall.ldap.internal.validation.GivenDirectory.READER;
import static dev.rollcall.ldap.internal.validation.GivenDirectory.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.directory.Validation.Finding;
import dev.rollcall.directory.Validation.Level;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.ldap.DanglingMembers;
import dev.rollcall.ldap.LdapActivity;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.testservers.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R45: a directory can be validated first")
class LdapValidationTest {

    private GivenDirectory directory = GivenDirectory.inClear();

    @AfterEach
    void close() {
        directory.close();
    }

    private void is(GivenDirectory other) {
        directory.close();
        directory = other;
    }

    private LdapDirectoryProvider.Builder provider(LdapPreset preset) {
        return LdapDirectoryProvider.builder(preset)
                .server("127.0.0.1", directory.port())
                .security(LdapSecurity.INSECURE)
                .account(READER, PASSWORD::toCharArray)
                .connectTimeout(Duration.ofSeconds(5))
                .base(BASE);
    }

    private LdapDirectoryProvider.Builder provider() {
        return provider(LdapPreset.GENERIC);
    }

    private static Validation validate(LdapDirectoryProvider.Builder provider, String... attributes) {
        return provider.build().validate(ReadRequest.of(DirectoryName.of("corp"), List.of(attributes)));
    }

    private static List<Finding> of(Validation validation, String subject) {
        return validation.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .toList();
    }

    private static Finding only(Validation validation, String subject) {
        assertThat(of(validation, subject)).as("%s in %s", subject, validation).hasSize(1);
        return of(validation, subject).get(0);
    }

    private static void assertIs(Validation validation, Level level, String subject, String... words) {
        Finding finding = only(validation, subject);
        assertThat(finding.level()).as(finding.toString()).isEqualTo(level);
        assertThat(finding.text()).contains(words);
    }

    @Test
    void saysOfEachThingThatItIsAsItShouldBe() {
        is(GivenDirectory.withTls());
        String ann = directory.person("ann", "mail=a");
        String app = directory.group("app", directory.group("sales", ann), directory.person("bob", "mail=b"));
        directory.add("cn=old," + FORMER, "person", "uid=old");

        Validation validation = validate(
                provider()
                        .security(LdapSecurity.LDAPS)
                        .trust(LdapTrust.certificates(TestCertificates.shared().authority()))
                        .inGroups(app)
                        .inUnits("id:" + directory.idOf(STAFF))
                        .exceptUnits(FORMER),
                "mail");

        assertThat(validation.findings())
                .extracting(Finding::level)
                .as(validation.toString())
                .containsOnly(Level.OK);
        assertThat(validation.findings())
                .extracting(Finding::subject)
                .containsExactly(
                        "connection",
                        "certificate",
                        "login",
                        "kind of server",
                        "paged results",
                        "base '" + BASE + "'",
                        "group '" + app + "'",
                        "unit 'id:" + directory.idOf(STAFF) + "'",
                        "people",
                        "external id 'entryUUID'",
                        "match key 'uid'",
                        "attribute 'mail'",
                        "unit to leave out, '" + FORMER + "'");
        assertIs(validation, Level.OK, "connection", "127.0.0.1:" + directory.port(), "TLSv1.3 by LDAPS");
        assertIs(validation, Level.OK, "certificate", "expires on 20");
        assertIs(validation, Level.OK, "login", "logged in as " + READER);
        assertIs(validation, Level.OK, "kind of server", "Ping", "GENERIC");
        assertIs(validation, Level.OK, "group '" + app + "'", "2 people in scope", "id:" + directory.idOf(app));
        assertIs(validation, Level.OK, "unit 'id:" + directory.idOf(STAFF) + "'", "2 people", "it is " + STAFF);
        assertIs(validation, Level.OK, "people", "2 people in scope: 2 active, 0 inactive, 0 unknown");
        assertIs(validation, Level.OK, "unit to leave out, '" + FORMER + "'", "1 person below it");
    }

    @Test
    void warnsOfACertificateThatSoonExpires() {
        is(GivenDirectory.withTls());

        Validation validation = validate(provider()
                .security(LdapSecurity.LDAPS)
                .trust(LdapTrust.certificates(TestCertificates.shared().authority()))
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(340))));

        assertIs(validation, Level.WARNING, "certificate", "expires on 20", "in 2", "days; have it renewed");
    }

    @Test
    void warnsOfAConnectionWithoutProtection() {
        assertIs(validate(provider()), Level.WARNING, "security", "password of the service account");
    }

    @Test
    void tellsOfServersThatCannotTakeOver() {
        try (GivenDirectory other = GivenDirectory.inClear()) {
            int gone = goneServer();

            Validation validation = validate(LdapDirectoryProvider.builder(LdapPreset.GENERIC)
                    .server("127.0.0.1", gone)
                    .server("127.0.0.1", directory.port())
                    .server("127.0.0.1", other.port())
                    .security(LdapSecurity.INSECURE)
                    .anonymous()
                    .base(BASE));

            assertIs(validation, Level.WARNING, "server '127.0.0.1:" + gone + "'", "could not be reached");
            assertIs(validation, Level.OK, "server '127.0.0.1:" + other.port() + "'", "could be read too");
            assertIs(validation, Level.OK, "login", "nobody (anonymous)");
            assertThat(of(validation, "server '127.0.0.1:" + directory.port() + "'"))
                    .isEmpty();
        }
    }

    private static int goneServer() {
        try (GivenDirectory gone = GivenDirectory.inClear()) {
            return gone.port();
        }
    }

    @Test
    void saysWhatIsWrongWithTheConnectionAndChecksTheConfigurationAllTheSame() {
        int gone = goneServer();

        Validation validation = validate(
                LdapDirectoryProvider.builder(LdapPreset.GENERIC)
                        .server("127.0.0.1", gone)
                        .security(LdapSecurity.INSECURE)
                        .anonymous()
                        .base(BASE)
                        .externalId(LdapExternalId.dn()),
                "userPassword");

        assertThat(validation.isValid()).isFalse();
        assertIs(validation, Level.ERROR, "connection", "could not be reached");
        assertIs(validation, Level.WARNING, "external id", "renamed or moved", "R11");
        assertIs(validation, Level.ERROR, "attribute 'userPassword'", "R28");
    }

    @Test
    void saysThatTheLoginWasRefused() {
        Validation validation = validate(provider().account(READER, "wrong"::toCharArray));

        assertIs(validation, Level.ERROR, "login", "refused the login of " + READER, "invalid credentials");
        assertThat(of(validation, "connection")).isEmpty();
        assertThat(validation.toString()).doesNotContain("wrong\"");
    }

    @Test
    @DisplayName("R28: an attribute that holds credentials is an error, and the others are checked all the same")
    void refusesCredentials() {
        directory.person("ann", "mail=a", "userPassword=x");

        Validation validation = validate(provider(), "mail", "userPassword");

        assertIs(validation, Level.ERROR, "attribute 'userPassword'", "R28");
        assertIs(validation, Level.OK, "attribute 'mail'", "is there");
        assertIs(validation, Level.OK, "people", "1 person");
    }

    @Test
    @DisplayName("R3: what was chosen and is not there is an error of its own, and what is left is counted")
    void namesWhatIsNotThere() {
        String there = directory.group("there", directory.person("ann"));
        String gone = "cn=gone," + BASE;

        Validation validation = validate(
                provider().inGroups(there, gone).inUnits("ou=gone," + BASE).base("dc=nowhere,dc=com"));

        assertIs(validation, Level.ERROR, "group '" + gone + "'", "is not there");
        assertIs(validation, Level.ERROR, "unit 'ou=gone," + BASE + "'", "is not there");
        assertIs(validation, Level.ERROR, "base 'dc=nowhere,dc=com'", "is not there");
        assertIs(validation, Level.OK, "group '" + there + "'", "1 person");
        assertIs(validation, Level.WARNING, "people", "1 person", "counted without");
    }

    @Test
    void countsNobodyWhereAllThatWasChosenIsNotThere() {
        directory.person("ann");

        Validation validation = validate(provider().inGroups("cn=gone," + BASE));

        assertThat(of(validation, "people")).isEmpty();
        assertThat(validation.isValid()).isFalse();
    }

    @Test
    void warnsOfGroupsAndUnitsWithNobodyInThem() {
        String empty = directory.group("empty");
        directory.person("ann");

        Validation validation =
                validate(provider().inGroups(empty).inUnits(STAFF, FORMER).exceptUnits("cn=ann," + STAFF));

        assertIs(validation, Level.WARNING, "group '" + empty + "'", "nobody");
        assertIs(validation, Level.WARNING, "unit '" + FORMER + "'", "nobody");
        assertIs(validation, Level.WARNING, "people", "nobody is in scope", "R2");
    }

    @Test
    void warnsOfAUnitToLeaveOutWithNobodyInIt() {
        assertIs(
                validate(provider().exceptUnits(FORMER)),
                Level.WARNING,
                "unit to leave out, '" + FORMER + "'",
                "nobody is below it");
    }

    @Test
    @DisplayName("F63: members that nothing is found under are named")
    void namesMembersThatNothingIsFoundUnder() {
        String[] members = new String[14];
        members[0] = directory.person("ann");
        for (int i = 1; i < members.length; i++) {
            members[i] = "cn=gone%02d,%s".formatted(i, STAFF);
        }
        String group = directory.group("app", members);

        Validation held = validate(provider().inGroups(group));
        Validation ignored = validate(provider().inGroups(group).danglingMembers(DanglingMembers.IGNORE));

        assertIs(held, Level.WARNING, "members", "13 names", "R5", "; and 3 more", "cn=gone");
        assertIs(held, Level.OK, "people", "1 person");
        assertThat(only(ignored, "members").text()).doesNotContain("R5");
    }

    @Test
    void countsPeopleByActivity() {
        directory.person("ann", "state=on");
        directory.person("bob", "state=off");
        directory.person("cid", "state=?");

        Validation validation =
                validate(provider().activity(LdapActivity.words("state", List.of("on"), List.of("off"))));

        assertIs(validation, Level.OK, "people", "1 active, 1 inactive, 1 unknown");
        assertIs(validation, Level.WARNING, "activity", "1 person", "R6");
    }

    @Test
    @DisplayName("R6: activity that is unknown of everybody is an error")
    void refusesActivityThatIsUnknownOfEverybody() {
        directory.person("ann");
        directory.person("bob");

        Validation validation =
                validate(provider().activity(LdapActivity.words("state", List.of("on"), List.of("off"))));

        assertIs(validation, Level.ERROR, "activity", "2 people", "a run fails");
    }

    @Test
    @DisplayName("R6: an attribute that tells activity and that nobody shows is named")
    void namesAttributesOfActivityThatNobodyShows() {
        String control = "userAccountControl=512";
        directory.person("ann", control);
        directory.person("bob", control);
        LdapDirectoryProvider.Builder provider = provider().activity(LdapActivity.activeDirectory());

        Validation without = validate(provider);
        directory.person("cid", control, "accountexpires=0");
        Validation with = validate(provider);

        assertIs(without, Level.WARNING, "activity by 'accountExpires'", "nobody has it", "taken for active");
        assertIs(without, Level.OK, "people", "2 active");
        assertThat(of(without, "activity by 'userAccountControl'")).isEmpty();
        assertThat(of(with, "activity by 'accountExpires'")).isEmpty();
    }

    @Test
    @DisplayName("R6: where only inactive people have the attribute, nobody having it is no fault, but worth a look")
    void hintsThatNobodyIsMarkedInactive() {
        directory.person("ann");
        LdapDirectoryProvider.Builder locks = provider().activity(LdapActivity.nsAccountLock());

        Validation nobody = validate(locks);
        directory.person("bob", "nsAccountLock=TRUE");

        assertIs(nobody, Level.OK, "activity by 'nsAccountLock'", "nobody has it", "disable a test user");
        assertThat(of(validate(locks), "activity by 'nsAccountLock'")).isEmpty();
        Validation eDirectory = validate(provider().activity(LdapActivity.loginDisabled()));
        assertIs(eDirectory, Level.OK, "activity by 'loginDisabled'", "disable a test user");
        assertIs(eDirectory, Level.OK, "activity by 'loginExpirationTime'", "disable a test user");
        assertIs(
                validate(provider().activity(LdapActivity.permanentLock())),
                Level.OK,
                "activity by 'pwdAccountLockedTime'",
                "disable a test user");
    }

    @Test
    @DisplayName("R12: match keys that are missing or shared are counted")
    void countsMatchKeys() {
        directory.person("ann", "login=x");
        directory.person("bob", "login=X");
        directory.person("cid", "login=y");
        directory.person("dan");

        Validation validation = validate(provider().matchKey("login"));

        assertThat(of(validation, "match key 'login'"))
                .extracting(Finding::text)
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("1 person has none"),
                        text -> assertThat(text).startsWith("1 value is shared by 2 people"));
    }

    @Test
    @DisplayName("R12: external ids that stand at several entries are counted, R5: so are people without one")
    void countsExternalIds() {
        String ann = directory.person("ann", "number=1");
        directory.person("bob", "number=1");
        directory.person("cid");
        String group = directory.group("app", ann);

        Validation validation =
                validate(provider().inUnits(STAFF).inGroups(group).externalId(LdapExternalId.attribute("number")));

        assertThat(of(validation, "external id 'number'"))
                .extracting(Finding::text)
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("1 person has none"),
                        text -> assertThat(text).startsWith("1 id stands at 2 entries"));
        assertIs(validation, Level.WARNING, "unreadable people", "1 person", "'number'", "is missing");
    }

    @Test
    @DisplayName("R20: an attribute that nobody carries is a warning, with what may have been meant")
    void warnsOfAttributesThatNobodyCarries() {
        directory.person("ann", "telephoneNumber=1");

        Validation validation = validate(provider(), "telefoneNumber", "somethingElse");

        assertIs(
                validation,
                Level.WARNING,
                "attribute 'telefoneNumber'",
                "nobody has a value",
                "'telephoneNumber' meant?");
        assertThat(only(validation, "attribute 'somethingElse'").text()).doesNotContain("meant?");
        assertThat(directory.searchesForEverything()).isZero();
    }

    @Test
    @DisplayName("F62: a global catalog is no place for groups and attributes")
    void warnsOfAGlobalCatalog() {
        Validation validation = validate(
                LdapDirectoryProvider.builder(LdapPreset.ACTIVE_DIRECTORY)
                        .server("127.0.0.1", 3269)
                        .anonymous()
                        .connectTimeout(Duration.ofMillis(500))
                        .base(BASE)
                        .inGroups("cn=app," + BASE),
                "mail");

        assertThat(of(validation, "global catalog"))
                .extracting(Finding::text)
                .satisfiesExactly(
                        text -> assertThat(text).contains("universal groups"),
                        text -> assertThat(text).contains("part of the attributes"));
    }

    @Test
    void warnsWhereThePresetDoesNotFitTheServer() {
        assertIs(validate(provider(LdapPreset.ACTIVE_DIRECTORY)), Level.WARNING, "kind of server", "use GENERIC");
        is(GivenDirectory.activeDirectory());
        assertIs(validate(provider()), Level.WARNING, "kind of server", "Active Directory", "use ACTIVE_DIRECTORY");
        is(GivenDirectory.openLdap());
        assertIs(validate(provider(LdapPreset.OPENLDAP)), Level.OK, "kind of server", "OpenLDAP");
        assertIs(validate(provider(LdapPreset.EDIRECTORY)), Level.WARNING, "kind of server", "use OPENLDAP");
    }

    @Test
    @DisplayName("R6: a preset by which everybody is active is a warning where a better one is known")
    void warnsWhereThePresetTakesEverybodyForActive() {
        is(GivenDirectory.openLdap());
        assertIs(validate(provider()), Level.WARNING, "kind of server", "everybody is active", "use OPENLDAP");
        assertIs(
                validate(provider().activity(LdapActivity.permanentLock())),
                Level.OK,
                "kind of server",
                "the preset is GENERIC");
        is(GivenDirectory.directoryServer389());
        assertIs(
                validate(provider()),
                Level.WARNING,
                "kind of server",
                "everybody is active",
                "use DIRECTORY_SERVER_389");
    }

    @Test
    void warnsWhereIndirectMembersMayComeInSpiteOfTheSettings() {
        is(GivenDirectory.directoryServer389());
        String group = directory.group("app", directory.person("ann"));

        Validation people = validate(provider()
                .inGroups(group)
                .membership(Membership.PERSON_ATTRIBUTE)
                .nesting(Nesting.OFF));
        Validation groups = validate(provider().inGroups(group).nesting(Nesting.OFF));

        assertIs(people, Level.WARNING, "nesting", "'memberOf'", "indirect members", "GROUP_ATTRIBUTE");
        assertThat(of(groups, "nesting")).isEmpty();
    }

    @Test
    void saysThatAUnitIsChosenByNameAndLeftOutById() {
        directory.person("ann");
        String id = "id:" + directory.idOf(STAFF);

        Validation validation = validate(provider().inUnits(STAFF, FORMER).exceptUnits(id));

        assertIs(validation, Level.ERROR, "unit '" + STAFF + "'", "left out as well", id);
        assertIs(validation, Level.WARNING, "unit '" + FORMER + "'", "nobody");
    }

    @Test
    @DisplayName("F60: following groups in the server is an error where the server cannot")
    void refusesChainsWhereTheServerKnowsNone() {
        String group = directory.group("app", directory.person("ann"));

        Validation validation = validate(provider()
                .inGroups(group)
                .membership(Membership.PERSON_ATTRIBUTE)
                .nesting(Nesting.IN_CHAIN));

        assertIs(validation, Level.ERROR, "nesting", "Nesting.EXPANDED");
        assertIs(validation, Level.OK, "group '" + group + "'", "is there");
    }

    @Test
    @DisplayName("F63: groups that people name may be missing in OpenLDAP")
    void warnsWherePeopleMayNotNameAllTheirGroups() {
        is(GivenDirectory.openLdap());
        String group = "cn=app," + BASE;
        directory.add(group, "groupOfNames");
        directory.person("ann", "memberOf=" + group);

        Validation validation = validate(provider(LdapPreset.OPENLDAP)
                .peopleFilter("(objectClass=person)")
                .inGroups(group)
                .membership(Membership.PERSON_ATTRIBUTE));

        assertIs(validation, Level.WARNING, "membership", "'memberOf' may be missing");
        assertIs(validation, Level.OK, "group '" + group + "'", "1 person");
    }

    @Test
    void tellsOfSmallerPages() {
        directory.allowPagesOf(300);

        assertIs(validate(provider()), Level.WARNING, "page size", "pages of 250 entries", "pageSize(250)");
    }

    @Test
    void saysWhyPeopleCannotBeReadAndChecksTheRest() {
        directory.failAtPeople();
        String group = directory.group("app");

        Validation validation = validate(provider().inGroups(group).inUnits(STAFF));

        assertIs(validation, Level.ERROR, "people", "result code 80");
        assertIs(validation, Level.OK, "group '" + group + "'", "is there");
        assertThat(validation.toString()).doesNotContain("secret words");
    }

    @Test
    void checksTheMemoryOfChosenGroups(@TempDir Path folder) throws Exception {
        String group = directory.group("app", directory.person("ann"));
        Path memory = folder.resolve("memory");

        assertIs(validate(provider().memory(memory)), Level.OK, "memory of chosen groups", "memory");
        assertThat(memory).as("a validation has no effect").doesNotExist();
        assertIs(
                validate(provider().memory(folder.resolve("no/memory"))),
                Level.ERROR,
                "memory of chosen groups",
                "make it");
        Files.writeString(memory, "damaged");
        Validation damaged = validate(provider().memory(memory).inGroups(group));
        assertIs(damaged, Level.ERROR, "scope", "is damaged");
        assertIs(damaged, Level.OK, "group '" + group + "'", "1 person");
    }
}

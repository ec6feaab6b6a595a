package dev.rollcall.ldap.internal.validation;

import static dev.rollcall.ldap.internal.validation.GivenDirectory.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.Validation;
import dev.rollcall.directory.Validation.Finding;
import dev.rollcall.directory.Validation.Level;
import dev.rollcall.ldap.LdapActivity;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapExternalId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R45: a validation looks at what people show")
class PeopleFindingsTest extends ValidatedDirectory {

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
    @DisplayName("R28: an attribute that holds credentials is an error, and the others are checked all the same")
    void refusesCredentials() {
        directory.person("ann", "mail=a", "userPassword=x");

        Validation validation = validate(provider(), "mail", "userPassword");

        assertIs(validation, Level.ERROR, "attribute 'userPassword'", "R28");
        assertIs(validation, Level.OK, "attribute 'mail'", "is there");
        assertIs(validation, Level.OK, "people", "1 person");
    }
}

package dev.rollcall.ldap.internal.validation;

import static dev.rollcall.ldap.internal.validation.GivenDirectory.BASE;
import static dev.rollcall.ldap.internal.validation.GivenDirectory.READER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.Validation;
import dev.rollcall.directory.Validation.Finding;
import dev.rollcall.directory.Validation.Level;
import dev.rollcall.ldap.LdapActivity;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R45: a validation looks at whether the server suits the configuration")
class ServerFindingsTest extends ValidatedDirectory {

    @Test
    @DisplayName("F62: a global catalog is no place for groups and attributes")
    void warnsOfAGlobalCatalog() {
        Validation validation = validate(
                LdapDirectoryProvider.builder(LdapPreset.ACTIVE_DIRECTORY)
                        .server("127.0.0.1", 3269)
                        .account(READER, () -> new char[0]) // without a password nothing is connected to
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

        assertIs(people, Level.WARNING, "nesting", "'memberOf'", "indirect members", "by group attribute");
        assertThat(of(groups, "nesting")).isEmpty();
    }

    @Test
    @DisplayName("F60: following groups in the server is an error where the server cannot")
    void refusesChainsWhereTheServerKnowsNone() {
        String group = directory.group("app", directory.person("ann"));

        Validation validation = validate(provider()
                .inGroups(group)
                .membership(Membership.PERSON_ATTRIBUTE)
                .nesting(Nesting.IN_CHAIN));

        assertIs(validation, Level.ERROR, "nesting", "only Active Directory", "choose expanded nesting");
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

        assertIs(validate(provider()), Level.WARNING, "page size", "pages of 250 entries", "make 250 the page size");
    }
}

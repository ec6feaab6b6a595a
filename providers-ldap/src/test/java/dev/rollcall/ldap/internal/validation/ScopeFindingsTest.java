package dev.rollcall.ldap.internal.validation;

import static dev.rollcall.ldap.internal.validation.GivenDirectory.BASE;
import static dev.rollcall.ldap.internal.validation.GivenDirectory.FORMER;
import static dev.rollcall.ldap.internal.validation.GivenDirectory.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.Validation;
import dev.rollcall.directory.Validation.Level;
import dev.rollcall.ldap.DanglingMembers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R45: a validation looks at what was chosen")
class ScopeFindingsTest extends ValidatedDirectory {

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
        assertIs(
                validation,
                Level.WARNING,
                "people",
                "nobody is in scope",
                "once this directory has active accounts",
                "R2");
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
    void saysThatAUnitIsChosenByNameAndLeftOutById() {
        directory.person("ann");
        String id = "id:" + directory.idOf(STAFF);

        Validation validation = validate(provider().inUnits(STAFF, FORMER).exceptUnits(id));

        assertIs(validation, Level.ERROR, "unit '" + STAFF + "'", "left out as well", id);
        assertIs(validation, Level.WARNING, "unit '" + FORMER + "'", "nobody");
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
        assertThat(held).asString().contains("choose to ignore such members");
        assertThat(only(ignored, "members").text()).doesNotContain("R5", "ignore");
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

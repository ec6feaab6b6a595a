package dev.rollcall.ldap.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ways in which somebody is in scope")
class ScopePathsTest extends ChosenDirectory {

    @Test
    void areTheChosenGroupAndThoseBetween() throws LDAPException {
        add(ANN, "person");
        group("App Users", groupDn("Sales"), ANN);
        group("Sales", ANN);
        given.groups = List.of(groupDn("App Users"));

        assertThat(paths(ANN))
                .containsExactly(
                        "group cn=App Users," + GROUPS + " > " + ANN,
                        "group cn=App Users," + GROUPS + " > cn=Sales," + GROUPS + " > " + ANN);
    }

    @Test
    void leadThroughEachChosenGroupAndNotThroughItselfTwice() throws LDAPException {
        add(ANN, "person");
        group("A", groupDn("B"));
        group("B", groupDn("A"), groupDn("B"), ANN);
        given.groups = List.of(groupDn("A"), groupDn("B"));

        assertThat(paths(ANN))
                .containsExactly(
                        "group " + groupDn("B") + " > " + ANN,
                        "group " + groupDn("A") + " > " + groupDn("B") + " > " + ANN);
    }

    @Test
    void areTwentyOfManyAndTheShortest() throws LDAPException {
        add(ANN, "person");
        List<String> below = List.of(ANN);
        for (int level = 0; level < 12; level++) {
            List<String> here = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                group("L" + level + "-" + i, below.toArray(String[]::new));
                here.add(groupDn("L" + level + "-" + i));
            }
            below = here;
        }
        group("Top", Stream.concat(below.stream(), Stream.of(ANN)).toArray(String[]::new));
        given.groups = List.of(groupDn("Top"));

        assertThat(paths(ANN))
                .hasSize(20)
                .doesNotHaveDuplicates()
                .startsWith("group " + groupDn("Top") + " > " + ANN)
                .allMatch(path -> path.startsWith("group "));
    }

    @Test
    @DisplayName("F59: name the primary group")
    void nameThePrimaryGroup() throws LDAPException {
        add(ANN, "person", "uid=ann", "gidNumber=7");
        add(groupDn("ops"), "groupOfNames", "gidNumber=7", "memberUid=ANN");
        given.membership = Membership.GROUP_LOGIN_NAMES;
        given.groups = List.of(groupDn("ops"));

        assertThat(paths(ANN))
                .containsExactly(
                        "group " + groupDn("ops") + " > " + ANN, "primary group " + groupDn("ops") + " > " + ANN);
    }

    @Test
    @DisplayName("F59: name the primary group that is in a chosen one")
    void nameThePrimaryGroupThatIsInAChosenOne() throws LDAPException {
        add(ANN, "person", "primaryGroupID=1105");
        add(groupDn("App"), "groupOfNames");
        add(groupDn("Staff"), "groupOfNames", "memberOf=" + groupDn("App"));
        sid(ANN, 4711);
        sid(groupDn("Staff"), 1105);
        sid(groupDn("App"), 1104);
        given.preset = LdapPreset.ACTIVE_DIRECTORY;
        given.membership = Membership.PERSON_ATTRIBUTE;
        given.groups = List.of(groupDn("App"));

        assertThat(paths(ANN))
                .containsExactly("group " + groupDn("App") + " > primary group " + groupDn("Staff") + " > " + ANN);
    }

    @Test
    void nameTheUnitsFirst() throws LDAPException {
        add(ANN, "person");
        group("A", ANN);
        given.groups = List.of(groupDn("A"));
        given.units = List.of(STAFF);

        assertThat(paths(ANN)).containsExactly("unit " + STAFF, "group " + groupDn("A") + " > " + ANN);
    }

    @Test
    void areTheBaseWhereNothingWasChosen() throws LDAPException {
        add(ANN, "person");

        assertThat(paths(ANN)).containsExactly("being below the base " + BASE);
    }

    @Test
    void sayWhatAGroupOrUnitIsThatWasChosenById() throws LDAPException {
        add(ANN, "person");
        group("A", ANN);
        String id = "id:" + server.getEntry(groupDn("A")).getAttributeValue("entryUUID");
        given.groups = List.of(id);

        assertThat(paths(ANN)).containsExactly("group " + id + " (" + groupDn("A") + ") > " + ANN);
    }

    @Test
    @DisplayName("F12: name the unit that leaves somebody out, and what it outweighs")
    void nameTheUnitThatLeavesSomebodyOut() throws LDAPException {
        String bob = "cn=Bob," + FORMER;
        add(bob, "person");
        group("A", bob);
        given.groups = List.of(groupDn("A"));
        given.exceptUnits = List.of(FORMER);

        assertThat(paths(bob))
                .containsExactly(
                        "nothing: left out by unit " + FORMER + ", although in group " + groupDn("A") + " > " + bob);
    }

    @Test
    void sayWhatIsMissingWhereBothAreRequired() throws LDAPException {
        add(ANN, "person");
        group("A");
        given.groups = List.of(groupDn("A"));
        given.units = List.of(STAFF);
        given.both = true;

        assertThat(paths(ANN))
                .containsExactly("nothing: in unit " + STAFF + ", but in no chosen group, and both are required");
    }

    @Test
    void saySoWhereThereAreNone() throws LDAPException {
        add(ANN, "person");
        group("A", "cn=somebody else," + STAFF);
        given.groups = List.of(groupDn("A"));

        assertThat(paths(ANN)).containsExactly("nothing: " + ANN + " is in no chosen group");
    }

    @Test
    void sayThatNobodyHasTheId() throws LDAPException {
        add(ANN, "device");

        assertThat(paths(ANN))
                .containsExactly("nothing: " + ANN + " has this id, but the filter for people does not find it");
        assertThat(new ScopePaths(settings()).of(ExternalId.of("69daa3d3-e10f-421f-9ccc-b1c586444e14")))
                .containsExactly("nothing: no entry with this id is below the bases, or the account may not see it");
        assertThat(new ScopePaths(settings()).of(ExternalId.of("ann")))
                .singleElement()
                .asString()
                .startsWith("nothing: ")
                .contains("must be a UUID");
    }

    @Test
    @DisplayName("R3: are not told where a chosen group is not there")
    void areNotToldWhereAChosenGroupIsNotThere() throws LDAPException {
        add(ANN, "person");
        given.groups = List.of(groupDn("gone"));

        assertThatThrownBy(() -> paths(ANN)).isInstanceOf(DirectoryConfigurationException.class);
    }
}

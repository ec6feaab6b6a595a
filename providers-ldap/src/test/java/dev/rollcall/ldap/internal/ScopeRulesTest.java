package dev.rollcall.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ldap.DanglingMembers;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Settings of the scope contradict one another")
class ScopeRulesTest {

    private static final String BASE = "dc=example,dc=com";
    private static final String STAFF = "ou=staff," + BASE;
    private static final String LEFT = "ou=left," + STAFF;

    private static final List<String> NONE = List.of();

    @Test
    @DisplayName("where the same unit is chosen and left out, however its name is spelt")
    void theSameUnit() {
        assertThat(ofUnits(List.of(STAFF), List.of("OU=Staff, DC=example, DC=com")))
                .singleElement()
                .asString()
                .contains("the unit '" + STAFF + "' is both chosen and left out");
        assertThat(ofUnits(List.of("id:1A", LEFT), List.of("id:1a")))
                .singleElement()
                .asString()
                .contains("'id:1A'");
    }

    @Test
    @DisplayName("not where one lies below the other, or nobody can tell yet")
    void oneBelowTheOther() {
        assertThat(ofUnits(List.of(STAFF), List.of(LEFT))).isEmpty();
        assertThat(ofUnits(List.of(LEFT), List.of(STAFF))).isEmpty();
        assertThat(ofUnits(List.of("id:1"), List.of(STAFF, "id:2"))).isEmpty();
        assertThat(ofUnits(NONE, NONE)).isEmpty();
    }

    @Test
    @DisplayName("where a whole base is left out, and no unit below is chosen")
    void theWholeBase() {
        String expected = "the whole base '" + BASE + "' is left out";

        assertThat(ofUnits(NONE, List.of(BASE))).singleElement().asString().contains(expected);
        assertThat(ofUnits(NONE, List.of("dc=com"))).singleElement().asString().contains(expected);
        assertThat(ofUnits(List.of(STAFF), List.of(BASE))).isEmpty();
        assertThat(ofUnits(List.of("id:1"), List.of(BASE))).isEmpty();
        assertThat(ofUnits(NONE, List.of(STAFF))).isEmpty();
    }

    @Test
    @DisplayName("where FreeIPA is asked for direct members by an attribute that names indirect groups too")
    void directMembersInFreeIpa() {
        assertThat(ofGroups(LdapPreset.FREEIPA, Membership.PERSON_ATTRIBUTE, Nesting.OFF))
                .singleElement()
                .asString()
                .contains("nesting cannot be off", "'memberOf'", "membership by group attribute");
        assertThat(ofGroups(LdapPreset.FREEIPA, Membership.PERSON_ATTRIBUTE, Nesting.EXPANDED))
                .isEmpty();
        assertThat(ofGroups(LdapPreset.FREEIPA, Membership.GROUP_ATTRIBUTE, Nesting.OFF))
                .isEmpty();
        assertThat(ScopeRules.contradictions(
                        LdapPreset.FREEIPA, scope(NONE, NONE, NONE, Membership.PERSON_ATTRIBUTE, Nesting.OFF)))
                .as("without groups it says nothing")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = LdapPreset.class, mode = EnumSource.Mode.EXCLUDE, names = "FREEIPA")
    @DisplayName("not so elsewhere")
    void directMembersElsewhere(LdapPreset preset) {
        assertThat(ofGroups(preset, Membership.PERSON_ATTRIBUTE, Nesting.OFF)).isEmpty();
    }

    private static List<String> ofUnits(List<String> units, List<String> exceptUnits) {
        return ScopeRules.contradictions(
                LdapPreset.OPENLDAP, scope(NONE, units, exceptUnits, Membership.GROUP_ATTRIBUTE, Nesting.EXPANDED));
    }

    private static List<String> ofGroups(LdapPreset preset, Membership membership, Nesting nesting) {
        return ScopeRules.contradictions(preset, scope(List.of("cn=app," + BASE), NONE, NONE, membership, nesting));
    }

    private static LdapSettings.Scope scope(
            List<String> groups, List<String> units, List<String> exceptUnits, Membership membership, Nesting nesting) {
        return new SettingsCheck()
                .scope(
                        new SettingsCheck.Chosen(List.of(BASE), groups, units, exceptUnits, false),
                        new SettingsCheck.Groups(
                                nesting,
                                50,
                                membership,
                                "memberOf",
                                "uid",
                                "(objectClass=groupOfNames)",
                                DanglingMembers.HOLD_REMOVALS,
                                null));
    }
}

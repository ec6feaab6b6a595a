package dev.rollcall.ldap.internal;

import com.unboundid.ldap.sdk.DN;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.internal.LdapSettings.Chosen;
import java.util.ArrayList;
import java.util.List;

/** What settings of the scope say against one another, so far as that can be seen without asking a server. */
public final class ScopeRules {

    private ScopeRules() {}

    /** Returns each contradiction in words for an administrator; none where the settings go together. */
    public static List<String> contradictions(LdapPreset preset, LdapSettings.Scope scope) {
        List<String> found = new ArrayList<>();
        for (Chosen unit : scope.units()) {
            if (scope.exceptUnits().stream().anyMatch(out -> isSame(unit, out))) {
                found.add(
                        "the unit '" + unit
                                + "' is both chosen and left out, so that nobody below it would be in scope: take it out of one of the lists");
            }
        }
        for (DN base : scope.bases()) {
            if (isLeftOut(base, scope)) {
                found.add(
                        "the whole base '" + base
                                + "' is left out, so that nobody below it would be in scope: leave out units below it, or choose some");
            }
        }
        if (namesGroupsAboveToo(preset, scope)) {
            found.add("nesting cannot be off in FreeIPA with membership by person attribute, as '"
                    + scope.membershipAttribute()
                    + "' names the groups of groups too, so that indirect members would be in scope: choose membership by group"
                    + " attribute, or expanded nesting");
        }
        return List.copyOf(found);
    }

    /** Whether both name the same entry in the same way; one by name and one by id cannot be compared here. */
    private static boolean isSame(Chosen one, Chosen other) {
        if (one.id() != null && other.id() != null) {
            return one.id().equalsIgnoreCase(other.id());
        }
        return one.dn() != null && one.dn().equals(other.dn());
    }

    /** Whether nothing is below the base but what is left out. A unit chosen by id may be anywhere. */
    private static boolean isLeftOut(DN base, LdapSettings.Scope scope) {
        return scope.exceptUnits().stream()
                .map(Chosen::dn)
                .anyMatch(out -> out != null
                        && base.isDescendantOf(out, true)
                        && scope.units().stream()
                                .map(Chosen::dn)
                                .noneMatch(unit -> unit == null || unit.isDescendantOf(out, true)));
    }

    private static boolean namesGroupsAboveToo(LdapPreset preset, LdapSettings.Scope scope) {
        return preset == LdapPreset.FREEIPA
                && !scope.groups().isEmpty()
                && scope.nesting() == Nesting.OFF
                && scope.membership() == Membership.PERSON_ATTRIBUTE;
    }
}

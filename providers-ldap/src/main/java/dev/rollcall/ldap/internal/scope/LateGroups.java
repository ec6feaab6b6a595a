package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for groups among the members who were not among the people: a group that got its name after the names of groups
 * were read was not followed, and its people are missing. It may lie where no people are looked for.
 */
final class LateGroups {

    /** For more of them, reading the names of all groups once more is faster. */
    private static final int FEW = 50;

    private final LdapSettings settings;
    private final Searches searches;
    private final List<String> bases;
    private final List<String> peoplesRoots;

    /**
     * @param bases where groups are looked for
     * @param peoplesRoots where each member was looked at before: elsewhere a single entry may be out of reach, behind
     *     a referral or without the right to see it, where a search for groups simply passes over it
     */
    LateGroups(LdapSettings settings, Searches searches, List<String> bases, List<String> peoplesRoots) {
        this.settings = settings;
        this.searches = searches;
        this.bases = bases;
        this.peoplesRoots = peoplesRoots;
    }

    /**
     * @param members those in the chosen groups
     * @throws SnapshotIncompleteException if one of them that was not found is a group
     */
    void check(Collection<GroupMembers.Member> members) {
        if (settings.scope().nesting() == Nesting.OFF) {
            return;
        }
        List<String> below = members.stream()
                .filter(member -> !member.isFound())
                .map(GroupMembers.Member::text)
                .filter(dn -> Roots.areAbove(dn, bases))
                .toList();
        if (below.size() > FEW || below.stream().anyMatch(dn -> !Roots.areAbove(dn, peoplesRoots))) {
            Set<String> names = new HashSet<>();
            below.forEach(dn -> names.add(CanonicalDn.of(dn)));
            bases.forEach(base -> searches.forEach(
                    Query.below(base, settings.scope().groupFilter(), List.of(), "the names of groups"), entry -> {
                        if (names.contains(CanonicalDn.of(entry.getDN()))) {
                            throw late(entry.getDN());
                        }
                    }));
            return;
        }
        for (String dn : below) {
            Query query = new Query(
                    dn, SearchScope.BASE, settings.scope().groupFilter(), List.of(), "a member of a chosen group");
            if (searches.one(query).isPresent()) {
                throw late(dn);
            }
        }
    }

    private static SnapshotIncompleteException late(String dn) {
        return new SnapshotIncompleteException("The group '" + dn
                + "' was created or renamed while the groups were read, so that its people may be missing; try again");
    }
}

package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for the members of chosen groups who were not among the people: something else than a person is fine, and so is
 * what lies where nobody looks or below a unit that is left out; under others nothing is found at all (F63).
 */
final class DanglingCheck {

    /** For more of them, reading the names of everything is faster. */
    private static final int FEW = 500;

    private static final Filter ANYTHING = Filter.createPresenceFilter("objectClass");

    private final LdapSettings settings;
    private final Searches searches;
    private final List<String> roots;
    private final UnitRules units;
    private final boolean byLoginName;

    DanglingCheck(LdapSettings settings, Searches searches, List<String> roots, UnitRules units) {
        this.settings = settings;
        this.searches = searches;
        this.roots = roots;
        this.units = units;
        this.byLoginName = settings.scope().membership() == Membership.GROUP_LOGIN_NAMES;
    }

    /** Tells the receiver of every member that nothing is found under. */
    void check(Collection<GroupMembers.Member> members, ScopedPeople.Receiver receiver) {
        List<GroupMembers.Member> missing = new ArrayList<>();
        for (GroupMembers.Member member : members) {
            if (!member.isFound()
                    && (byLoginName || !Roots.isName(member.text()) || Roots.areAbove(member.text(), roots))) {
                missing.add(member);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        Set<String> there = missing.size() > FEW ? among(missing) : those(missing);
        for (GroupMembers.Member member : missing) {
            if (!there.contains(key(member.text())) && !isLeftOut(member.text())) {
                receiver.dangling(member.text(), member.chosen());
            }
        }
    }

    /** Whether nobody of this name would be in scope, there or not; a login name does not tell. */
    private boolean isLeftOut(String member) {
        return !byLoginName
                && Roots.isName(member)
                && units.of(CanonicalDn.of(member)).leftOut();
    }

    private String key(String member) {
        if (byLoginName) {
            return NameFolding.fold(member);
        }
        return Roots.isName(member) ? CanonicalDn.of(member) : GroupMembers.MALFORMED + member;
    }

    private Set<String> those(List<GroupMembers.Member> missing) {
        Set<String> there = new HashSet<>();
        for (GroupMembers.Member member : missing) {
            if (byLoginName) {
                Filter filter = Filter.createEqualityFilter(settings.scope().loginAttribute(), member.text());
                roots.forEach(root -> searches.forEach(query(root, filter), entry -> there.addAll(keys(entry))));
            } else if (Roots.isName(member.text())) {
                // Seen, not merely known to be there: a server may hide an entry and not its name.
                searches.one(Query.of(member.text(), List.of(), "a member of a chosen group"))
                        .ifPresent(entry -> there.addAll(keys(entry)));
            }
        }
        return there;
    }

    /** Looks through everything for them, and keeps no other names. */
    private Set<String> among(List<GroupMembers.Member> missing) {
        Set<String> wanted = new HashSet<>();
        missing.forEach(member -> wanted.add(key(member.text())));
        Set<String> there = new HashSet<>();
        Filter filter =
                byLoginName ? Filter.createPresenceFilter(settings.scope().loginAttribute()) : ANYTHING;
        roots.forEach(root -> searches.forEach(query(root, filter), entry -> {
            for (String key : keys(entry)) {
                if (wanted.contains(key)) {
                    there.add(key);
                }
            }
        }));
        return there;
    }

    private List<String> keys(SearchResultEntry entry) {
        if (!byLoginName) {
            return Roots.isName(entry.getDN()) ? List.of(CanonicalDn.of(entry.getDN())) : List.of();
        }
        List<String> keys = new ArrayList<>();
        String[] logins = entry.getAttributeValues(settings.scope().loginAttribute());
        for (String login : logins == null ? new String[0] : logins) {
            keys.add(NameFolding.fold(login));
        }
        return keys;
    }

    private Query query(String root, Filter filter) {
        return Query.below(
                root,
                filter,
                byLoginName ? List.of(settings.scope().loginAttribute()) : List.of(),
                "the members of the chosen groups who are no people");
    }
}

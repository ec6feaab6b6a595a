package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Looks up a few members of groups by name. */
final class MemberLookup {

    private static final int IN_ONE_FILTER = 50;

    private final LdapSettings settings;
    private final Searches searches;
    private final List<String> roots;

    MemberLookup(LdapSettings settings, Searches searches, List<String> roots) {
        this.settings = settings;
        this.searches = searches;
        this.roots = roots;
    }

    /** Hands on those of the members who are people. */
    void find(Collection<GroupMembers.Member> members, List<String> attributes, Consumer<SearchResultEntry> people) {
        if (settings.scope().membership() == Membership.GROUP_LOGIN_NAMES) {
            findByLoginName(List.copyOf(members), attributes, people);
            return;
        }
        for (GroupMembers.Member member : members) {
            if (Roots.areAbove(member.text(), roots)) {
                Query query = new Query(
                        member.text(),
                        SearchScope.BASE,
                        settings.people().filter(),
                        attributes,
                        "a member of a chosen group");
                searches.one(query).ifPresent(people);
            }
        }
    }

    private void findByLoginName(
            List<GroupMembers.Member> members, List<String> attributes, Consumer<SearchResultEntry> people) {
        for (int from = 0; from < members.size(); from += IN_ONE_FILTER) {
            List<Filter> names = new ArrayList<>();
            members.subList(from, Math.min(members.size(), from + IN_ONE_FILTER))
                    .forEach(member -> names.add(
                            Filter.createEqualityFilter(settings.scope().loginAttribute(), member.text())));
            Filter filter = Filter.createANDFilter(settings.people().filter(), Filter.createORFilter(names));
            roots.forEach(root ->
                    searches.forEach(Query.below(root, filter, attributes, "members of the chosen groups"), people));
        }
    }
}

package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.List;
import java.util.stream.Stream;

/** Looks up some of those whom a group lists: a group may list people who are of no concern here, or nobody. */
final class ListedPeople {

    /** The attributes in which groups list members. */
    static final List<String> LISTS = List.of("member", "uniqueMember", "memberUid");

    private static final String LOGIN_NAMES = "memberUid";

    /** So many members are looked up before a group is taken for one without people. */
    private static final int SAMPLE = 20;

    private final LdapSettings settings;
    private final Searches searches;
    private final List<String> roots;

    /** @param roots where people are looked for: members elsewhere prove nothing */
    ListedPeople(LdapSettings settings, Searches searches, List<String> roots) {
        this.settings = settings;
        this.searches = searches;
        this.roots = roots;
    }

    /** Whether the attribute lists login names; names of entries otherwise. */
    static boolean isOfLoginNames(String attribute) {
        return LOGIN_NAMES.equalsIgnoreCase(attribute);
    }

    /** What a group lists in an attribute; a blank value, without which some servers let no group be, is nobody. */
    static List<String> in(SearchResultEntry group, String attribute) {
        String[] values = group.getAttributeValues(attribute);
        return values == null
                ? List.of()
                : Stream.of(values).filter(value -> !value.isBlank()).toList();
    }

    /** Whether one of the first whom a group lists in an attribute is a person whom a read would find. */
    boolean areIn(SearchResultEntry group, String attribute) {
        Stream<String> listed = in(group, attribute).stream();
        return isOfLoginNames(attribute)
                ? hasPerson(listed.limit(SAMPLE).toList())
                : listed.filter(dn -> Roots.areAbove(dn, roots)).limit(SAMPLE).anyMatch(this::isPerson);
    }

    private boolean hasPerson(List<String> logins) {
        if (logins.isEmpty()) {
            return false;
        }
        Filter filter = Filter.createANDFilter(
                settings.people().filter(),
                Filter.createORFilter(logins.stream()
                        .map(login ->
                                Filter.createEqualityFilter(settings.scope().loginAttribute(), login))
                        .toList()));
        return roots.stream()
                .anyMatch(root -> searches.forEach(
                                Query.below(root, filter, List.of(), "members of a chosen group"), person -> {})
                        > 0);
    }

    private boolean isPerson(String dn) {
        return searches.one(new Query(
                        dn, SearchScope.BASE, settings.people().filter(), List.of(), "a member of a chosen group"))
                .isPresent();
    }
}

package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks up some of those whom a group lists: a group may list people who are of no concern here, or nobody. */
final class ListedPeople {

    /** The attributes in which groups list members. */
    static final List<String> LISTS = List.of("member", "uniqueMember", "memberUid");

    private static final String LOGIN_NAMES = "memberUid";

    /** So many names of entries are looked up, one by one, before a group is taken for one without people. */
    private static final int SAMPLE = 20;

    /** Login names are looked up together, and all of them. */
    private static final int IN_ONE_FILTER = 200;

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

    /**
     * Whether one of those whom a group lists in an attribute, of names the first, is a person whom a read would find.
     */
    boolean areIn(SearchResultEntry group, String attribute) {
        List<String> listed = in(group, attribute);
        return isOfLoginNames(attribute)
                ? IntStream.iterate(0, from -> from < listed.size(), from -> from + IN_ONE_FILTER)
                        .mapToObj(from -> listed.subList(from, Math.min(listed.size(), from + IN_ONE_FILTER)))
                        .anyMatch(this::hasPerson)
                : listed.stream()
                        .filter(dn -> Roots.areAbove(dn, roots))
                        .limit(SAMPLE)
                        .anyMatch(this::isPerson);
    }

    private boolean hasPerson(List<String> logins) {
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

package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks once more when nobody at all was found in the chosen groups: a server that does not keep the attribute which is
 * asked for finds nobody just as politely as one whose groups are empty (F63).
 */
final class MembershipCheck {

    static final List<String> LISTS = List.of("member", "uniqueMember", "memberUid");

    /** So many members are looked up before a group is taken for one without people. */
    private static final int SAMPLE = 20;

    private final LdapSettings settings;
    private final Searches searches;

    private final List<String> roots;

    /** @param roots where people are looked for: members elsewhere prove nothing */
    MembershipCheck(LdapSettings settings, Searches searches, List<String> roots) {
        this.settings = settings;
        this.searches = searches;
        this.roots = roots;
    }

    /** @throws DirectoryConfigurationException if a group lists people in an attribute that is not the one in use */
    void check(List<FoundEntry> groups) {
        if (settings.scope().membership() == Membership.PERSON_ATTRIBUTE
                && searches.session().rootDse().isActiveDirectory()) {
            return; // both sides of a membership are one there
        }
        for (FoundEntry group : groups) {
            Optional<SearchResultEntry> entry =
                    searches.one(Query.of(group.dn(), LISTS, "the members of " + group.dn()));
            for (String attribute : LISTS) {
                if (entry.isPresent() && !isInUse(attribute) && listsPeople(entry.get(), attribute)) {
                    throw new DirectoryConfigurationException("Nobody was found in the chosen groups by the attribute "
                            + settings.scope().membershipAttribute() + ", but '" + group.dn() + "' lists people in "
                            + attribute + ": set the kind and the attribute of membership as this server needs them");
                }
            }
        }
    }

    private boolean isInUse(String attribute) {
        return settings.scope().membership() != Membership.PERSON_ATTRIBUTE
                && settings.scope().membershipAttribute().equalsIgnoreCase(attribute);
    }

    private boolean listsPeople(SearchResultEntry group, String attribute) {
        String[] values = group.getAttributeValues(attribute);
        if (values == null) {
            return false;
        }
        if ("memberUid".equals(attribute)) {
            return values.length > 0;
        }
        return Stream.of(values)
                .filter(dn -> Roots.areAbove(dn, roots))
                .limit(SAMPLE)
                .anyMatch(dn -> searches.look(new Query(
                                dn,
                                SearchScope.BASE,
                                settings.people().filter(),
                                List.of(),
                                "a member of a chosen group"))
                        .entry()
                        .isPresent());
    }
}

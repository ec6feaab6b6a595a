package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.List;
import java.util.Optional;

/**
 * Looks once more when nobody at all was found in the chosen groups: a server that does not keep the attribute which is
 * asked for finds nobody just as politely as one whose groups are empty (F63).
 */
final class MembershipCheck {

    private final LdapSettings settings;
    private final Searches searches;
    private final ListedPeople people;

    /** @param roots where people are looked for: members elsewhere prove nothing */
    MembershipCheck(LdapSettings settings, Searches searches, List<String> roots) {
        this.settings = settings;
        this.searches = searches;
        this.people = new ListedPeople(settings, searches, roots);
    }

    /** @throws DirectoryConfigurationException if a group lists people in an attribute that is not the one in use */
    void check(List<FoundEntry> groups) {
        if (settings.scope().membership() == Membership.PERSON_ATTRIBUTE
                && searches.session().rootDse().isActiveDirectory()) {
            return; // both sides of a membership are one there
        }
        for (FoundEntry group : groups) {
            Optional<SearchResultEntry> entry =
                    searches.one(Query.of(group.dn(), ListedPeople.LISTS, "the members of " + group.dn()));
            for (String attribute : ListedPeople.LISTS) {
                if (entry.isPresent() && !isInUse(attribute) && people.areIn(entry.get(), attribute)) {
                    throw new DirectoryConfigurationException("Nobody was found in '" + group.dn()
                            + "' by the attribute " + settings.scope().membershipAttribute()
                            + ", but it lists people in " + attribute
                            + ": set the kind and the attribute of membership as this server needs them");
                }
            }
        }
    }

    private boolean isInUse(String attribute) {
        return settings.scope().membership() != Membership.PERSON_ATTRIBUTE
                && settings.scope().membershipAttribute().equalsIgnoreCase(attribute);
    }
}

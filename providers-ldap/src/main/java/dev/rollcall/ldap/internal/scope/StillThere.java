package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.ExternalIds;
import dev.rollcall.ldap.internal.people.UnreadableException;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.Collection;
import java.util.List;

/**
 * Looks again, after the people, for what they were searched by. Whoever is asked for the people of a group that was
 * renamed meanwhile answers, politely, that there are none; people below a unit that was renamed meanwhile are below no
 * chosen one.
 */
final class StillThere {

    private final LdapExternalId idRule;
    private final Searches searches;

    StillThere(LdapSettings settings, Searches searches) {
        this.idRule = settings.preset().externalId();
        this.searches = searches;
    }

    /** @throws SnapshotIncompleteException if one of the entries has another name now, or another entry has its name */
    void checkChosen(Collection<FoundEntry> entries) {
        for (FoundEntry entry : entries) {
            String now = searches.one(query(entry.dn(), List.of(idRule.attribute())))
                    .map(this::id)
                    .orElseThrow(() -> gone(entry.dn()));
            if (entry.id() != null && !entry.id().equals(now)) {
                throw gone(entry.dn());
            }
        }
    }

    /** @throws SnapshotIncompleteException if one of the groups is not there any more */
    void checkGroups(Collection<GroupTree.Node> groups) {
        for (GroupTree.Node group : groups) {
            if (searches.one(query(group.dn(), List.of())).isEmpty()) {
                throw gone(group.dn());
            }
        }
    }

    private String id(SearchResultEntry entry) {
        try {
            return ExternalIds.of(idRule, entry);
        } catch (UnreadableException e) {
            return "";
        }
    }

    private static Query query(String dn, List<String> attributes) {
        return Query.of(dn, attributes, "'" + dn + "' once more");
    }

    private SnapshotIncompleteException gone(String dn) {
        return new SnapshotIncompleteException("'" + dn + "' was renamed, replaced or deleted on " + searches.server()
                + " while people were read, so that some of them may be missing; try again");
    }
}

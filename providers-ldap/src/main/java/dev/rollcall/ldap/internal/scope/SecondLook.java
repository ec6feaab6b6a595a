package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Finds what changed while people were read. Whoever was moved from where nobody had looked yet to where everybody had
 * would be missed otherwise: from unit to unit, with a whole unit, or from group to group.
 */
final class SecondLook {

    private final LdapSettings settings;
    private final Searches searches;
    private final Changes changes;

    SecondLook(LdapSettings settings, Searches searches, Changes changes) {
        this.settings = settings;
        this.searches = searches;
        this.changes = changes;
    }

    /** Finds people who were changed, moves included. */
    Filter people() {
        return changes.filter();
    }

    /** The names of changed entries that are no people, below which people may have been moved. */
    List<String> containers(Collection<String> roots) {
        Filter others = Filter.createANDFilter(
                changes.filter(),
                Filter.createNOTFilter(settings.people().filter()),
                Filter.createNOTFilter(settings.scope().groupFilter()));
        List<String> names = new ArrayList<>();
        roots.forEach(root -> searches.forEach(
                Query.below(root, others, List.of(), "what changed meanwhile"), entry -> names.add(entry.getDN())));
        return names;
    }

    /** Those of the groups that were changed. */
    List<GroupTree.Node> groups(Collection<String> roots, GroupTree tree) {
        Filter filter = Filter.createANDFilter(settings.scope().groupFilter(), changes.filter());
        List<GroupTree.Node> changed = new ArrayList<>();
        for (String root : roots) {
            for (SearchResultEntry entry :
                    searches.all(Query.below(root, filter, List.of(), "the groups that changed meanwhile"))) {
                GroupTree.Node node = Roots.isName(entry.getDN()) ? tree.get(CanonicalDn.of(entry.getDN())) : null;
                if (node != null) {
                    changed.add(node);
                }
            }
        }
        return changed;
    }

    /** What to throw when a group came into a chosen one after those were read. */
    static SnapshotIncompleteException newGroup(String dn) {
        return new SnapshotIncompleteException("The group '" + dn
                + "' was put into a chosen group while people were read, so that its people may be missing; try again");
    }
}

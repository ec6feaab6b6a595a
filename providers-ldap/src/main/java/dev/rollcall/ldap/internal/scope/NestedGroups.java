package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.RangedValues;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Finds the groups within the chosen ones where groups name what they are in (memberOf): one search for each level. */
final class NestedGroups {

    /** Active Directory's matching rule for "in it by any way". */
    static final String IN_CHAIN = "1.2.840.113556.1.4.1941";

    private static final int IN_ONE_FILTER = 50;

    private final LdapSettings.Scope settings;
    private final PrimaryGroups primaryGroups;
    private final Searches searches;
    private final List<String> roots;

    NestedGroups(LdapSettings settings, Searches searches, List<String> roots) {
        this.settings = settings.scope();
        this.primaryGroups = PrimaryGroups.of(settings);
        this.searches = searches;
        this.roots = roots;
    }

    /** Returns the chosen groups and those within them. */
    GroupTree expand(List<FoundEntry> chosen) {
        GroupTree tree = new GroupTree();
        chosen.forEach(tree::choose);
        if (settings.nesting() == Nesting.EXPANDED) {
            expand(tree);
        } else if (settings.nesting() == Nesting.IN_CHAIN) {
            requireChains(searches);
            chosen.forEach(group -> add(tree, List.of(inChain(settings.membershipAttribute(), group.dn()))));
            relink(tree);
        }
        tree.close();
        return tree;
    }

    /**
     * @throws DirectoryConfigurationException if the server does not know the rule: it would find nobody, and say so
     *     politely
     */
    static void requireChains(Searches searches) {
        if (!searches.session().rootDse().isActiveDirectory()) {
            throw new DirectoryConfigurationException(
                    searches.server()
                            + " is no Active Directory, and only that follows groups by itself (nesting in chain); choose expanded nesting");
        }
    }

    static Filter inChain(String attribute, String dn) {
        return Filter.createExtensibleMatchFilter(attribute, IN_CHAIN, false, dn);
    }

    private void expand(GroupTree tree) {
        List<GroupTree.Node> level = new ArrayList<>(tree.nodes());
        for (int depth = 0; !level.isEmpty(); depth++) {
            List<GroupTree.Node> next = new ArrayList<>();
            for (List<Filter> filters : chunks(settings.membershipAttribute(), level)) {
                next.addAll(add(tree, filters));
            }
            if (!next.isEmpty() && depth >= settings.maxDepth()) {
                throw new SnapshotIncompleteException("There are more than " + settings.maxDepth()
                        + " levels of groups in groups, '" + next.get(0).dn()
                        + "' for one; if that can be, allow more levels");
            }
            level = next;
        }
    }

    /** Filters that find what is directly in one of these groups, so many that none of them is too long. */
    static List<List<Filter>> chunks(String attribute, Collection<GroupTree.Node> groups) {
        List<List<Filter>> chunks = new ArrayList<>();
        List<Filter> chunk = new ArrayList<>();
        for (GroupTree.Node group : groups) {
            chunk.add(Filter.createEqualityFilter(attribute, group.dn()));
            if (chunk.size() == IN_ONE_FILTER) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
            }
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }

    /** Adds the groups that any of the filters finds, with what they are in, and returns those that were not there. */
    private List<GroupTree.Node> add(GroupTree tree, List<Filter> filters) {
        List<GroupTree.Node> added = new ArrayList<>();
        Filter filter = Filter.createANDFilter(settings.groupFilter(), Filter.createORFilter(filters));
        for (String root : roots) {
            for (SearchResultEntry entry :
                    searches.all(Query.below(root, filter, attributes(), "the groups within the chosen groups"))) {
                String canonical = Roots.canonicalGroup(entry.getDN());
                if (tree.get(canonical) == null) {
                    added.add(tree.add(entry.getDN(), canonical, primaryGroups.ofGroup(entry)));
                }
                link(tree, entry, canonical);
            }
        }
        return added;
    }

    private void link(GroupTree tree, SearchResultEntry entry, String canonical) {
        for (String parent : MemberOf.values(searches, entry, settings.membershipAttribute())) {
            if (Roots.isName(parent)) {
                tree.link(CanonicalDn.of(parent), canonical);
            }
        }
    }

    /** What was found by chain came in any order: a group may have come before those that it is in. */
    private void relink(GroupTree tree) {
        for (List<Filter> filters : chunks(settings.membershipAttribute(), List.copyOf(tree.nodes()))) {
            add(tree, filters);
        }
    }

    private Collection<String> attributes() {
        TreeSet<String> attributes = new TreeSet<>(primaryGroups.groupAttributes());
        attributes.add(settings.membershipAttribute());
        return attributes;
    }

    /** The groups that an entry says it is in. */
    static final class MemberOf {
        private MemberOf() {}

        static List<String> values(Searches searches, SearchResultEntry entry, String attribute) {
            if (!RangedValues.isPartial(entry, attribute)) {
                String[] all = entry.getAttributeValues(attribute);
                return all == null ? List.of() : List.of(all);
            }
            return new RangedValues(searches)
                    .of(entry.getDN(), attribute, "the groups of " + entry.getDN())
                    .orElseThrow(() -> new SnapshotIncompleteException(
                            "'" + entry.getDN() + "' went away while its groups were read; try again"));
        }
    }
}

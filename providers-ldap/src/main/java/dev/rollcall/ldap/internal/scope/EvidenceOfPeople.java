package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** People name their groups: {@code memberOf}, and their primary group. */
final class EvidenceOfPeople implements GroupEvidence {

    private final LdapSettings.Scope settings;
    private final PrimaryGroups primaryGroups;
    private final GroupTree tree;
    private final List<FoundEntry> chosen;
    private final List<String> roots;
    private final Searches searches;
    private final TreeSet<String> personAttributes;

    EvidenceOfPeople(
            LdapSettings settings, GroupTree tree, List<FoundEntry> chosen, List<String> roots, Searches searches) {
        this.settings = settings.scope();
        this.primaryGroups = PrimaryGroups.of(settings);
        this.tree = tree;
        this.chosen = chosen;
        this.roots = roots;
        this.searches = searches;
        this.personAttributes = new TreeSet<>(primaryGroups.personAttributes());
        this.personAttributes.add(settings.scope().membershipAttribute());
    }

    @Override
    public GroupTree tree() {
        return tree;
    }

    @Override
    public Collection<String> personAttributes() {
        return personAttributes;
    }

    @Override
    public Set<String> groupsOf(SearchResultEntry person, String canonicalDn) {
        Set<String> found = new TreeSet<>(tree.chosenByPrimary(primaryGroups.referredTo(person)));
        for (String group : NestedGroups.MemberOf.values(searches, person, settings.membershipAttribute())) {
            GroupTree.Node node = Roots.isName(group) ? tree.get(CanonicalDn.of(group)) : null;
            if (node != null) {
                found.addAll(node.chosen());
            }
        }
        return found;
    }

    /** Where both kinds of filters prove the same, one search does for both. */
    @Override
    public List<PeopleFilter> filters() {
        List<PeopleFilter> filters = new ArrayList<>();
        memberships().forEach(filter -> filters.add(new PeopleFilter(filter, true)));
        primaryGroups.filter(tree.primaries()).ifPresent(primary -> {
            if (filters.size() == 1 && primary.isProof()) {
                Filter either = Filter.createORFilter(
                        primary.filter(), filters.remove(0).filter());
                filters.add(new PeopleFilter(either, true));
            } else {
                filters.add(primary);
            }
        });
        return filters;
    }

    /** Whoever is found by one of these is in a chosen group, also by way of a group that cannot be seen from here. */
    private List<Filter> memberships() {
        List<Filter> filters = new ArrayList<>();
        if (settings.nesting() == Nesting.IN_CHAIN) {
            chosen.forEach(group -> filters.add(NestedGroups.inChain(settings.membershipAttribute(), group.dn())));
        } else {
            NestedGroups.chunks(settings.membershipAttribute(), tree.nodes())
                    .forEach(chunk -> filters.add(Filter.createORFilter(chunk)));
        }
        return filters;
    }

    @Override
    public Collection<GroupMembers.Member> members() {
        return List.of();
    }

    @Override
    public Collection<GroupTree.Node> searchedBy() {
        List<GroupTree.Node> nested = new ArrayList<>(tree.nodes());
        chosen.forEach(group -> nested.remove(tree.get(group.canonical())));
        return nested;
    }

    /** A group that came into a changed one is not in the tree, and neither are its people. */
    @Override
    public Again again(Collection<GroupTree.Node> changed) {
        List<PeopleFilter> filters = new ArrayList<>();
        for (List<Filter> chunk : NestedGroups.chunks(settings.membershipAttribute(), changed)) {
            Filter filter = Filter.createORFilter(chunk);
            filters.add(new PeopleFilter(filter, true));
            if (settings.nesting() != Nesting.OFF) {
                Filter groups = Filter.createANDFilter(settings.groupFilter(), filter);
                roots.forEach(root -> searches.forEach(
                        Query.below(root, groups, List.of(), "the groups within changed groups"), this::requireKnown));
            }
        }
        return new Again(filters, List.of());
    }

    private void requireKnown(SearchResultEntry group) {
        if (tree.get(Roots.canonicalGroup(group.getDN())) == null) {
            throw SecondLook.newGroup(group.getDN());
        }
    }
}

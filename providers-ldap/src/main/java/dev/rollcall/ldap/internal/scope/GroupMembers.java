package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.RangedValues;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads who is in the chosen groups where groups list their members, by DN or by login name. */
final class GroupMembers {

    /** Begins the key of what is listed as a member and is no name of an entry: nothing will be found under it. */
    static final String MALFORMED = "\0";

    private final LdapSettings.Scope settings;

    /** OpenLDAP keeps to the standard there; other servers let such a group be without members. */
    private final boolean neverEmpty;

    private final PrimaryGroups primaryGroups;
    private final Searches searches;
    private final List<String> roots;
    private final ListedPeople people;

    /**
     * @param roots where groups are looked for
     * @param people those whom other attributes list
     */
    GroupMembers(LdapSettings settings, Searches searches, List<String> roots, ListedPeople people) {
        this.settings = settings.scope();
        this.neverEmpty = settings.preset() == LdapPreset.OPENLDAP;
        this.primaryGroups = PrimaryGroups.of(settings);
        this.searches = searches;
        this.roots = roots;
        this.people = people;
    }

    /**
     * What was found.
     *
     * @param tree the groups
     * @param members everybody in them, by what their entries are compared by
     */
    record Found(GroupTree tree, Map<String, Member> members) {}

    /** Somebody in a group. */
    static final class Member {
        private final String text;
        private Set<String> chosen;
        private boolean found;

        Member(String text, Set<String> chosen) {
            this.text = text;
            this.chosen = chosen;
        }

        /** As the group lists it. */
        String text() {
            return text;
        }

        /** The chosen groups, as they were chosen. */
        Set<String> chosen() {
            return chosen;
        }

        /** Notes that the entry was seen. */
        void find() {
            found = true;
        }

        boolean isFound() {
            return found;
        }
    }

    Found read(List<FoundEntry> chosen) {
        GroupTree tree = new GroupTree();
        chosen.forEach(tree::choose);
        Map<String, Map<String, String>> lists = new HashMap<>();
        Map<String, Group> groups = settings.nesting() == Nesting.OFF ? Map.of() : allGroups();
        List<GroupTree.Node> level = new ArrayList<>(tree.nodes());
        for (int depth = 0; !level.isEmpty(); depth++) {
            List<GroupTree.Node> next = new ArrayList<>();
            for (GroupTree.Node group : level) {
                Map<String, String> people = new HashMap<>();
                lists.put(group.canonical(), people);
                members(group).forEach((key, text) -> {
                    Group nested = groups.get(key);
                    if (nested == null) {
                        people.put(key, text);
                        return;
                    }
                    if (tree.get(key) == null) {
                        next.add(tree.add(nested.dn, key, nested.primary));
                    }
                    tree.link(group.canonical(), key);
                });
            }
            if (!next.isEmpty() && depth >= settings.maxDepth()) {
                throw new SnapshotIncompleteException("There are more than " + settings.maxDepth()
                        + " levels of groups in groups, '" + next.get(0).dn()
                        + "' for one; if that can be, allow more levels");
            }
            level = next;
        }
        tree.close();
        return new Found(tree, join(tree, lists));
    }

    /**
     * Reads lists once more, and returns who is in them now and was in none before; they count as members from then on.
     */
    List<Member> readAgain(Found found, Collection<GroupTree.Node> changed) {
        List<Member> added = new ArrayList<>();
        for (GroupTree.Node group : changed) {
            members(group).forEach((key, text) -> {
                if (found.tree().get(key) == null && !found.members().containsKey(key)) {
                    Member member = new Member(text, group.chosen());
                    found.members().put(key, member);
                    added.add(member);
                }
            });
        }
        return added;
    }

    private static Map<String, Member> join(GroupTree tree, Map<String, Map<String, String>> lists) {
        Map<String, Member> members = new HashMap<>();
        Map<Set<String>, Set<String>> shared = new HashMap<>();
        lists.forEach((group, people) -> {
            GroupTree.Node node = tree.get(group);
            Set<String> chosen = node == null ? Set.of() : shared.computeIfAbsent(node.chosen(), set -> set);
            people.forEach((key, text) -> {
                Member before = members.get(key);
                if (before == null) {
                    members.put(key, new Member(text, chosen));
                } else if (!before.chosen.containsAll(chosen)) {
                    Set<String> both = new TreeSet<>(before.chosen);
                    both.addAll(chosen);
                    before.chosen = shared.computeIfAbsent(both, set -> set);
                }
            });
        });
        return members;
    }

    private record Group(String dn, @Nullable String primary) {}

    /** Every group there is, by its canonical name: that tells members that are groups from those that are people. */
    private Map<String, Group> allGroups() {
        Map<String, Group> groups = new HashMap<>();
        for (String root : roots) {
            searches.forEach(
                    Query.below(root, settings.groupFilter(), primaryGroups.groupAttributes(), "the names of groups"),
                    entry -> groups.put(
                            Roots.canonicalGroup(entry.getDN()),
                            new Group(entry.getDN(), primaryGroups.ofGroup(entry))));
        }
        return groups;
    }

    /** The members of one group, by what their entries are compared by. */
    private Map<String, String> members(GroupTree.Node group) {
        List<String> values = new RangedValues(searches)
                .of(group.dn(), settings.membershipAttribute(), "the members of " + group.dn())
                .orElseThrow(() -> new SnapshotIncompleteException(
                        "The group '" + group.dn() + "' went away while its members were read; try again"));
        if (values.isEmpty()) {
            requireNoOther(group);
        }
        Map<String, String> members = new HashMap<>(values.size() * 2);
        for (String value : values) {
            if (value.isBlank()) {
                continue; // a server that wants at least one member is given this for none
            }
            if (settings.membership() == Membership.GROUP_LOGIN_NAMES) {
                members.put(NameFolding.fold(value), value);
                continue;
            }
            String dn = withoutUid(value);
            try {
                members.put(CanonicalDn.of(dn), dn);
            } catch (IllegalArgumentException e) {
                members.put(MALFORMED + value, dn);
            }
        }
        return members;
    }

    /** A group that shows no members is not always one without members. */
    private void requireNoOther(GroupTree.Node group) {
        List<String> attributes = new ArrayList<>(ListedPeople.LISTS);
        attributes.add("objectClass");
        searches.one(Query.of(group.dn(), attributes, "the members of " + group.dn()))
                .ifPresent(entry -> requireNoOther(group, entry));
    }

    private void requireNoOther(GroupTree.Node group, SearchResultEntry entry) {
        for (String other : ListedPeople.LISTS) {
            if (!other.equalsIgnoreCase(settings.membershipAttribute()) && isListOf(entry, other)) {
                throw new DirectoryConfigurationException("The group '" + group.dn() + "' lists its members in " + other
                        + ", not in " + settings.membershipAttribute()
                        + ": set the kind and the attribute of membership as it needs them, or choose another group");
            }
        }
        if (neverEmpty && (entry.hasObjectClass("groupOfNames") || entry.hasObjectClass("groupOfUniqueNames"))) {
            throw new DirectoryConfigurationException("The group '" + group.dn()
                    + "' shows no members, although a group of its class has one at least (RFC 4519, 3.5): let the service account read "
                    + settings.membershipAttribute());
        }
    }

    /** A name may be that of a group of people; a login name is a person's, and may be one that nobody looks for. */
    private boolean isListOf(SearchResultEntry group, String attribute) {
        return ListedPeople.isOfLoginNames(attribute)
                ? people.areIn(group, attribute)
                : !ListedPeople.in(group, attribute).isEmpty();
    }

    /** RFC 4517, 3.3.21: a member of groupOfUniqueNames may carry bits behind its name, {@code #'0101'B}. */
    private static String withoutUid(String value) {
        int mark = value.endsWith("'B") ? value.lastIndexOf("#'") : -1;
        return mark > 0 ? value.substring(0, mark) : value;
    }
}

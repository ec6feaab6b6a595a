package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.RangedValues;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The groups that one person is in, upwards from the person: those directly, those that these are in, and so on, as far
 * as the chosen ones can be. It goes the ways of {@link NestedGroups} and {@link GroupMembers} backwards, so that it
 * finds what they find.
 */
final class GroupsAbove {

    private static final Filter ANYTHING = Filter.createPresenceFilter("objectClass");

    private final LdapSettings.Scope settings;
    private final PrimaryGroups primaryGroups;
    private final Searches searches;
    private final ResolvedScope scope;
    private final Map<String, GroupAbove> groups = new HashMap<>();

    GroupsAbove(LdapSettings settings, Searches searches, ResolvedScope scope) {
        this.settings = settings.scope();
        this.primaryGroups = PrimaryGroups.of(settings);
        this.searches = searches;
        this.scope = scope;
    }

    /**
     * The groups that somebody is directly in; from each of them, those above can be had.
     *
     * @param listed because a list of members or the person says so
     * @param primary because it is the person's primary group
     */
    record Direct(Collection<GroupAbove> listed, Collection<GroupAbove> primary) {}

    /** What has to be known of a person. */
    Collection<String> personAttributes() {
        TreeSet<String> attributes = new TreeSet<>(primaryGroups.personAttributes());
        attributes.addAll(primaryGroups.groupAttributes());
        switch (settings.membership()) {
            case PERSON_ATTRIBUTE -> attributes.add(settings.membershipAttribute());
            case GROUP_LOGIN_NAMES -> attributes.add(settings.loginAttribute());
            case GROUP_ATTRIBUTE -> {}
        }
        return attributes;
    }

    /** Finds the groups of a person and all above them. */
    Direct of(SearchResultEntry person) {
        Direct direct = new Direct(listed(person), primary(person));
        Set<GroupAbove> visited = new HashSet<>(direct.listed());
        visited.addAll(direct.primary());
        List<GroupAbove> level = new ArrayList<>(visited);
        for (int depth = 0; depth < deepest() && !level.isEmpty(); depth++) {
            List<GroupAbove> next = new ArrayList<>();
            for (GroupAbove group : level) {
                climb(group);
                group.above().stream().filter(visited::add).forEach(next::add);
            }
            level = next;
        }
        return direct;
    }

    /** How many levels a read goes down. */
    private int deepest() {
        return switch (settings.nesting()) {
            case OFF -> 0;
            case EXPANDED -> settings.maxDepth();
            case IN_CHAIN -> Integer.MAX_VALUE;
        };
    }

    private Collection<GroupAbove> listed(SearchResultEntry person) {
        return switch (settings.membership()) {
            case PERSON_ATTRIBUTE -> named(person);
            case GROUP_ATTRIBUTE -> listing(person.getDN());
            case GROUP_LOGIN_NAMES -> listingLoginOf(person);
        };
    }

    private Set<GroupAbove> named(SearchResultEntry entry) {
        Set<GroupAbove> found = new TreeSet<>();
        for (String name : NestedGroups.MemberOf.values(searches, entry, settings.membershipAttribute())) {
            if (Roots.isName(name)) {
                found.add(group(name));
            }
        }
        return found;
    }

    /** The groups that list a name: those below the roots of groups, and chosen ones that lie elsewhere. */
    private Set<GroupAbove> listing(String member) {
        Filter filter = Filter.createANDFilter(
                settings.groupFilter(), Filter.createEqualityFilter(settings.membershipAttribute(), member));
        String what = "the groups of " + member;
        Set<GroupAbove> found = new TreeSet<>();
        for (String root : scope.groupRoots()) {
            searches.forEach(Query.below(root, filter, List.of(), what), entry -> found.add(group(entry.getDN())));
        }
        for (FoundEntry chosen : scope.groups()) {
            if (!isBelowRoots(chosen.canonical())) {
                searches.one(new Query(chosen.dn(), SearchScope.BASE, filter, List.of(), what))
                        .ifPresent(entry -> found.add(group(entry.getDN())));
            }
        }
        return found;
    }

    /** Servers may tell upper from lower case in login names; a read does not, so the lists are compared here. */
    private Set<GroupAbove> listingLoginOf(SearchResultEntry person) {
        Set<String> logins = new HashSet<>();
        String[] values = person.getAttributeValues(settings.loginAttribute());
        Arrays.stream(values == null ? new String[0] : values)
                .map(NameFolding::fold)
                .forEach(logins::add);
        Set<GroupAbove> found = new TreeSet<>();
        for (FoundEntry chosen : scope.groups()) {
            new RangedValues(searches)
                    .of(chosen.dn(), settings.membershipAttribute(), "the members of " + chosen.dn()).stream()
                            .flatMap(List::stream)
                            .map(NameFolding::fold)
                            .filter(logins::contains)
                            .findFirst()
                            .ifPresent(login -> found.add(group(chosen.dn())));
        }
        return found;
    }

    private Set<GroupAbove> primary(SearchResultEntry person) {
        String referred = primaryGroups.referredTo(person);
        Set<GroupAbove> found = new TreeSet<>();
        if (referred == null) {
            return found;
        }
        scope.groups().stream()
                .filter(chosen -> referred.equals(chosen.primary()))
                .forEach(chosen -> found.add(group(chosen.dn())));
        if (settings.nesting() != Nesting.OFF) {
            Filter filter = Filter.createANDFilter(settings.groupFilter(), primaryFilter(person, referred));
            for (String root : scope.groupRoots()) {
                searches
                        .all(Query.below(
                                root,
                                filter,
                                primaryGroups.groupAttributes(),
                                "the primary group of " + person.getDN()))
                        .stream()
                        .filter(entry -> referred.equals(primaryGroups.of(entry)))
                        .forEach(entry -> found.add(group(entry.getDN())));
            }
        }
        return found;
    }

    private Filter primaryFilter(Entry person, String referred) {
        String attribute = String.valueOf(primaryGroups.groupAttribute());
        String number = PrimaryGroups.number(referred);
        if (!"objectSid".equals(attribute)) {
            return Filter.createEqualityFilter(attribute, number);
        }
        byte[] sid = person.getAttributeValueBytes(attribute);
        return sid == null || sid.length < Integer.BYTES || !number.matches("\\d{1,10}")
                ? Filter.createPresenceFilter(attribute)
                : Filter.createEqualityFilter(attribute, sibling(sid, Long.parseLong(number)));
    }

    /** The identifier in the same domain that ends in this number. */
    private static byte[] sibling(byte[] sid, long last) {
        byte[] other = sid.clone();
        for (int i = 0; i < Integer.BYTES; i++) {
            other[sid.length - Integer.BYTES + i] = (byte) (last >> (i * Byte.SIZE));
        }
        return other;
    }

    private void climb(GroupAbove group) {
        // Groups in groups are looked for below the roots of groups; a server that follows them by itself looks
        // everywhere.
        boolean everywhere = settings.nesting() == Nesting.IN_CHAIN;
        if (!everywhere && !isBelowRoots(group.canonical())) {
            return;
        }
        if (settings.membership() != Membership.PERSON_ATTRIBUTE) {
            group.above().addAll(listing(group.dn()));
            return;
        }
        searches.one(new Query(
                        group.dn(),
                        SearchScope.BASE,
                        everywhere ? ANYTHING : settings.groupFilter(),
                        List.of(settings.membershipAttribute()),
                        "the groups of " + group.dn()))
                .ifPresent(entry -> group.above().addAll(named(entry)));
    }

    private boolean isBelowRoots(String canonical) {
        return Roots.areAbove(canonical, scope.groupRoots());
    }

    private GroupAbove group(String dn) {
        String canonical = CanonicalDn.of(dn);
        return groups.computeIfAbsent(
                canonical,
                unused -> new GroupAbove(
                        dn,
                        canonical,
                        scope.groups().stream()
                                .filter(chosen -> chosen.canonical().equals(canonical))
                                .toList()));
    }
}

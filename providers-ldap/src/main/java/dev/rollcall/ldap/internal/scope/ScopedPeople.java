package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.people.MalformedDnException;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.RangedValues;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds everybody in scope, each once, in the cheapest way that finds all of them: the server is asked for the people of units, and
 * of groups where people name them; where groups list their members, a few are looked up by name, and for many all people are
 * read and compared with the list.
 */
public final class ScopedPeople {

    /** More members than that are found faster by reading everybody: a page holds a thousand. */
    private static final int FEW = 500;

    private final LdapSettings settings;
    private final Searches searches;
    private final ResolvedScope scope;
    private final UnitRules units;
    private final GroupEvidence evidence;
    private final boolean groupsNeeded;
    private final Collection<String> attributes;
    private final Receiver receiver;
    private final List<Unfinished> unfinished = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private boolean mayComeTwice;
    private final GroupsFound found = new GroupsFound();

    /** Takes what was found. */
    public interface Receiver {
        /**
         * Somebody in scope.
         *
         * @param groups the chosen groups, as they were chosen; left out where nobody needs them and it would cost something
         * @param units the chosen units, as they were chosen
         */
        void person(SearchResultEntry entry, Set<String> groups, Set<String> units);

        /** Somebody of whom it cannot be told whether they are in scope. */
        void unreadable(SearchResultEntry entry, String why);

        /** A member of chosen groups that nothing is found under. */
        void dangling(String member, Set<String> groups);
    }

    /**
     * Prepares the reading of everybody in scope; reads who is in the chosen groups.
     *
     * @param groupsNeeded whether the groups of each person are wanted
     * @param attributes what is wanted of each person
     */
    public ScopedPeople(
            LdapSettings settings,
            Searches searches,
            ResolvedScope scope,
            boolean groupsNeeded,
            Collection<String> attributes,
            Receiver receiver) {
        this.settings = settings;
        this.searches = searches;
        this.scope = scope;
        this.units = scope.unitRules();
        this.groupsNeeded = groupsNeeded;
        this.attributes = attributes;
        this.receiver = receiver;
        this.evidence = evidence();
    }

    private GroupEvidence evidence() {
        if (scope.groups().isEmpty()) {
            return GroupEvidence.NONE;
        }
        return settings.scope().membership() == Membership.PERSON_ATTRIBUTE
                ? new EvidenceOfPeople(
                        settings,
                        new NestedGroups(settings, searches, scope.bases()).expand(scope.groups()),
                        scope.groups(),
                        searches)
                : new EvidenceOfLists(
                        settings, new GroupMembers(settings, searches, scope.bases()).read(scope.groups()));
    }

    /** Reads everybody. */
    public void read() {
        List<PeopleSearch> plan = plan();
        boolean lookUp = looksUp();
        mayComeTwice = plan.size() > 1 || lookUp;
        Changes changes = Changes.since(searches.session().rootDse(), settings.clock());
        plan.forEach(this::run);
        if (lookUp) {
            new MemberLookup(settings, searches, roots())
                    .find(evidence.members(), attributes(Proof.NONE), entry -> consider(entry, Proof.NONE));
        }
        if (plan.size() > 1) {
            // Whoever was moved from where nobody had looked yet to where everybody had would be missed.
            roots().forEach(root -> run(new PeopleSearch(root, changes.filter(), Proof.NONE)));
        }
        unfinished.forEach(each -> decide(each.entry(), each.proof()));
        List<String> others = new DanglingCheck(settings, searches, membersRoots()).check(evidence.members(), receiver);
        new LateGroups(settings, searches, topmost(scope.bases())).check(others);
        StillThere stillThere = new StillThere(settings, searches);
        stillThere.checkChosen(scope.all());
        stillThere.checkGroups(evidence.searchedBy());
        new MembershipCheck(settings, searches, roots()).check(found.nobodyIn(scope.groups()));
    }

    /** What a search proves of those whom it finds. */
    private enum Proof {
        /** They are in a chosen group. */
        GROUP,
        /** They are in a chosen unit, and that is enough. */
        UNIT,
        NONE
    }

    /** Somebody whose groups came in part only. */
    private record Unfinished(SearchResultEntry entry, Proof proof) {}

    private record PeopleSearch(String root, @Nullable Filter filter, Proof proof) {}

    private List<PeopleSearch> plan() {
        List<PeopleSearch> plan = new ArrayList<>();
        boolean both = settings.scope().both();
        if (scope.groups().isEmpty()) {
            topmost(scope.units().isEmpty() ? scope.bases() : scope.units())
                    .forEach(root -> plan.add(new PeopleSearch(root, null, Proof.UNIT)));
        } else if (!evidence.members().isEmpty() && !looksUp()) {
            roots().forEach(root -> plan.add(new PeopleSearch(root, null, Proof.NONE)));
        } else {
            if (!both) {
                topmost(scope.units()).forEach(root -> plan.add(new PeopleSearch(root, null, Proof.UNIT)));
            }
            for (String root : topmost(both ? scope.units() : scope.bases())) {
                evidence.filters().forEach(filter -> plan.add(new PeopleSearch(root, filter, Proof.GROUP)));
            }
        }
        return plan;
    }

    /** Where anybody in scope can be. */
    private List<String> roots() {
        List<FoundEntry> all = new ArrayList<>(scope.units());
        if (!settings.scope().both()) {
            all.addAll(scope.bases());
        }
        return topmost(all);
    }

    /** Where members can be: a login name does not tell, and one outside of the chosen units is there all the same. */
    private List<String> membersRoots() {
        if (settings.scope().membership() != Membership.GROUP_LOGIN_NAMES) {
            return roots();
        }
        List<FoundEntry> all = new ArrayList<>(scope.units());
        all.addAll(scope.bases());
        return topmost(all);
    }

    private boolean looksUp() {
        int members = evidence.members().size();
        return members > 0 && members <= FEW;
    }

    private static List<String> topmost(List<FoundEntry> entries) {
        List<String> result = new ArrayList<>();
        Set<String> canonical = new HashSet<>();
        for (FoundEntry entry : entries) {
            boolean covered = entries.stream()
                    .anyMatch(other -> !other.canonical().equals(entry.canonical())
                            && CanonicalDn.isBelowOrSame(entry.canonical(), other.canonical()));
            if (!covered && canonical.add(entry.canonical())) {
                result.add(entry.dn());
            }
        }
        return result;
    }

    private void run(PeopleSearch search) {
        Filter people = settings.people().filter();
        Filter filter = search.filter() == null ? people : Filter.createANDFilter(people, search.filter());
        Query query =
                Query.below(search.root(), filter, attributes(search.proof()), "the people below " + search.root());
        searches.forEach(query, entry -> consider(entry, search.proof()));
    }

    /** What is asked for: where a search itself does not prove that somebody is in scope, what does. */
    private List<String> attributes(Proof proof) {
        TreeSet<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(attributes);
        if (groupsNeeded || proof == Proof.NONE) {
            all.addAll(evidence.personAttributes());
        }
        return List.copyOf(all);
    }

    private void consider(SearchResultEntry entry, Proof proof) {
        if (evidence.personAttributes().contains(settings.scope().membershipAttribute())
                && RangedValues.isPartial(entry, settings.scope().membershipAttribute())) {
            unfinished.add(new Unfinished(entry, proof)); // the connection is busy with the search
        } else {
            decide(entry, proof);
        }
    }

    private void decide(SearchResultEntry entry, Proof proof) {
        String canonical;
        try {
            canonical = CanonicalDn.of(entry.getDN());
        } catch (MalformedDnException e) {
            receiver.unreadable(entry, "the name of the entry cannot be read: " + e.getMessage());
            return;
        }
        decide(entry, canonical, proof);
    }

    private void decide(SearchResultEntry entry, String canonical, Proof proof) {
        UnitRules.Verdict verdict = units.isEmpty() ? UnitRules.Verdict.NO_RULES : units.of(canonical);
        Set<String> groups = evidence.groupsOf(entry, canonical);
        boolean inGroup = !groups.isEmpty() || proof == Proof.GROUP;
        found.add(groups, proof == Proof.GROUP);
        if (verdict.leftOut() || !isInScope(inGroup, !verdict.units().isEmpty())) {
            return;
        }
        if (mayComeTwice && !seen.add(canonical)) {
            return;
        }
        receiver.person(entry, groups, verdict.units());
    }

    private boolean isInScope(boolean inGroup, boolean inUnit) {
        if (scope.groups().isEmpty() && scope.units().isEmpty()) {
            return true;
        }
        return settings.scope().both() ? inGroup && inUnit : inGroup || inUnit;
    }
}

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
 * Finds everybody in scope, each once, in the cheapest way that finds all of them: the server is asked for the people
 * of units, and of groups where people name them; where groups list their members, a few are looked up by name, and for
 * many all people are read and compared with the list.
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
    private final SeenNames seen = new SeenNames();
    private final Changes changes;
    private boolean mayComeTwice;

    /** Whether the attribute that says who is in a group can be relied on, so that it need not be looked at. */
    private final boolean attributeIsKept;

    private final GroupsFound found = new GroupsFound();

    /** Takes what was found. */
    public interface Receiver {
        /**
         * Somebody in scope.
         *
         * @param groups the chosen groups, as they were chosen; left out where nobody needs them and it would cost
         *     something
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
        this.attributeIsKept = searches.session().rootDse().isActiveDirectory();
        this.changes = Changes.fromNow(searches.session().rootDse());
        this.evidence = evidence();
    }

    private GroupEvidence evidence() {
        if (scope.groups().isEmpty()) {
            return GroupEvidence.NONE;
        }
        List<String> groupRoots = scope.groupRoots();
        return settings.scope().membership() == Membership.PERSON_ATTRIBUTE
                ? new EvidenceOfPeople(
                        settings,
                        new NestedGroups(settings, searches, groupRoots).expand(scope.groups()),
                        scope.groups(),
                        groupRoots,
                        searches)
                : new EvidenceOfLists(
                        settings,
                        new GroupMembers(settings, searches, groupRoots, new ListedPeople(settings, searches, roots())),
                        scope.groups());
    }

    /** Reads everybody. */
    public void read() {
        List<PeopleSearch> plan = plan();
        boolean severalLists =
                !evidence.members().isEmpty() && evidence.tree().nodes().size() > 1;
        boolean several = plan.size() > 1;
        mayComeTwice = several || looksUp() || severalLists || changes.isExact();
        plan.forEach(this::run);
        if (looksUp()) {
            lookUp(evidence.members());
        }
        SecondLook again = new SecondLook(settings, searches, changes);
        if (several || changes.isExact()) {
            roots().forEach(root -> run(new PeopleSearch(root, again.people(), Proof.NONE)));
        }
        if (several) {
            again.containers(roots()).forEach(root -> run(new PeopleSearch(root, null, Proof.NONE)));
        }
        if ((several && !scope.groups().isEmpty()) || severalLists) {
            GroupEvidence.Again groups = evidence.again(again.groups(scope.groupRoots(), evidence.tree()));
            for (PeopleFilter filter : groups.filters()) {
                roots().forEach(root -> run(PeopleSearch.of(root, filter)));
            }
            lookUp(groups.members());
        }
        unfinished.forEach(each -> decide(each.entry(), each.proof()));
        new DanglingCheck(settings, searches, membersRoots(), units).check(evidence.members(), receiver);
        new LateGroups(settings, searches, scope.groupRoots(), membersRoots()).check(evidence.members());
        StillThere stillThere = new StillThere(settings, searches);
        stillThere.checkChosen(scope.all());
        stillThere.checkGroups(evidence.searchedBy());
        new MembershipCheck(settings, searches, roots()).check(found.nobodyIn(scope.groups()));
    }

    private void lookUp(Collection<GroupMembers.Member> members) {
        new MemberLookup(settings, searches, roots())
                .find(members, attributes(Proof.NONE), entry -> consider(entry, Proof.NONE));
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

    private record PeopleSearch(String root, @Nullable Filter filter, Proof proof) {

        static PeopleSearch of(String root, PeopleFilter people) {
            return new PeopleSearch(root, people.filter(), people.isProof() ? Proof.GROUP : Proof.NONE);
        }
    }

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
                evidence.filters().forEach(filter -> plan.add(PeopleSearch.of(root, filter)));
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
        if (groupsNeeded || proof == Proof.NONE || !attributeIsKept) {
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

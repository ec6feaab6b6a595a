package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.connection.Connector;
import dev.rollcall.ldap.internal.connection.LdapSession;
import dev.rollcall.ldap.internal.connection.RunTime;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.people.ExternalIds;
import dev.rollcall.ldap.internal.people.UnreadableException;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tells why somebody is in scope, in words that can stand behind "in scope by", and agrees with {@link ScopedPeople}.
 */
public final class ScopePaths {

    /** Begins what is told of somebody who is not in scope. */
    static final String NOTHING = "nothing: ";

    /** More ways are not told. */
    private static final int MOST = 20;

    private static final Filter ANYTHING = Filter.createPresenceFilter("objectClass");

    private final LdapSettings settings;

    public ScopePaths(LdapSettings settings) {
        this.settings = settings;
    }

    /**
     * Tells each way in which somebody is in scope, the shortest first, 20 at most; for somebody who is not, why not.
     *
     * @throws dev.rollcall.directory.DirectoryException if the directory cannot be asked, or a chosen group or unit is
     *     not there
     */
    public List<String> of(ExternalId person) {
        RunTime time = RunTime.of(settings.connection().totalTimeout());
        try (LdapSession session = new Connector(settings.connection()).open(time)) {
            Searches searches = new Searches(session, settings, time);
            return new Question(searches, new ScopeResolver(settings, searches).resolve()).answer(person.value());
        }
    }

    /** One question, on one connection. */
    private final class Question {
        private final Searches searches;
        private final ResolvedScope scope;
        private final GroupsAbove groupsAbove;

        Question(Searches searches, ResolvedScope scope) {
            this.searches = searches;
            this.scope = scope;
            this.groupsAbove = new GroupsAbove(settings, searches, scope);
        }

        List<String> answer(String id) {
            try {
                Collection<SearchResultEntry> people =
                        find(id, settings.people().filter());
                return people.isEmpty() ? List.of(NOTHING + notFound(id)) : ways(people);
            } catch (UnreadableException e) {
                return List.of(NOTHING + e.why());
            }
        }

        private String notFound(String id) {
            return find(id, ANYTHING).stream()
                    .findFirst()
                    .map(entry -> entry.getDN() + " has this id, but the filter for people does not find it")
                    .orElse("no entry with this id is below the bases, or the account may not see it");
        }

        private Collection<SearchResultEntry> find(String id, Filter filter) {
            LdapExternalId rule = settings.people().externalId();
            List<SearchResultEntry> found = new ArrayList<>();
            if (ExternalIds.lookup(rule, id) instanceof ExternalIds.BySearch search) {
                Filter both = Filter.createANDFilter(filter, search.filter());
                for (FoundEntry root : roots()) {
                    found.addAll(searches.all(Query.below(root.dn(), both, attributes(), "the person")));
                }
            } else if (roots().stream().anyMatch(root -> CanonicalDn.isBelowOrSame(id, root.canonical()))) {
                searches.one(new Query(id, SearchScope.BASE, filter, attributes(), "the person"))
                        .ifPresent(found::add);
            }
            Map<String, SearchResultEntry> byName = new LinkedHashMap<>();
            found.stream()
                    .filter(entry -> isIdOf(entry, rule, id))
                    .forEach(entry -> byName.putIfAbsent(CanonicalDn.of(entry.getDN()), entry));
            return byName.values();
        }

        /** Servers compare ids by rules of their own; a read compares them exactly (R13). */
        private static boolean isIdOf(SearchResultEntry entry, LdapExternalId rule, String id) {
            try {
                return id.equals(ExternalIds.of(rule, entry));
            } catch (UnreadableException e) {
                return false;
            }
        }

        /** Where a read looks for people. */
        private List<FoundEntry> roots() {
            List<FoundEntry> roots = new ArrayList<>(scope.units());
            if (!settings.scope().both()) {
                roots.addAll(scope.bases());
            }
            return roots;
        }

        private List<String> attributes() {
            TreeSet<String> attributes = new TreeSet<>();
            if (!settings.people().externalId().isDn()) {
                attributes.add(settings.people().externalId().attribute());
            }
            if (!scope.groups().isEmpty()) {
                attributes.addAll(groupsAbove.personAttributes());
            }
            return List.copyOf(attributes);
        }

        /** Usually it is one entry; of several with one id, those in scope are told. */
        private List<String> ways(Collection<SearchResultEntry> entries) {
            List<String> ways = new ArrayList<>();
            entries.forEach(entry -> ways.addAll(ways(entry)));
            List<String> good =
                    ways.stream().filter(way -> !way.startsWith(NOTHING)).toList();
            return (good.isEmpty() ? ways : good).stream().limit(MOST).toList();
        }

        private List<String> ways(SearchResultEntry entry) {
            String canonical = CanonicalDn.of(entry.getDN());
            UnitRules.Verdict verdict = scope.unitRules().of(canonical);
            List<String> units = unitWays(verdict);
            List<String> groups = groupWays(entry);
            List<String> all = new ArrayList<>(units);
            all.addAll(groups);
            if (verdict.leftOut()) {
                String although = all.isEmpty() ? "" : ", although in " + all.get(0);
                return List.of(NOTHING + "left out by unit " + deepestAbove(scope.leftOut(), canonical) + although);
            }
            if (scope.groups().isEmpty() && scope.units().isEmpty()) {
                return List.of("being below the base " + deepestAbove(scope.bases(), canonical));
            }
            if (all.isEmpty()) {
                return List.of(NOTHING + entry.getDN() + " is in no chosen " + whatWasChosen());
            }
            if (settings.scope().both() && (groups.isEmpty() || units.isEmpty())) {
                return List.of(NOTHING + "in " + all.get(0) + ", but in no chosen "
                        + (groups.isEmpty() ? "group" : "unit") + ", and both are required");
            }
            return all;
        }

        private String whatWasChosen() {
            if (scope.units().isEmpty()) {
                return "group";
            }
            return scope.groups().isEmpty() ? "unit" : "group or unit";
        }

        private List<String> unitWays(UnitRules.Verdict verdict) {
            return scope.units().stream()
                    .filter(unit -> verdict.units().contains(unit.chosen().text()))
                    .map(unit -> "unit " + words(unit))
                    .toList();
        }

        private List<String> groupWays(SearchResultEntry entry) {
            if (scope.groups().isEmpty()) {
                return List.of();
            }
            return WaysUp.of(groupsAbove.of(entry), MOST).stream()
                    .map(way -> way.to(entry.getDN()))
                    .toList();
        }

        private static String deepestAbove(List<FoundEntry> entries, String canonical) {
            return entries.stream()
                    .filter(each -> CanonicalDn.isBelowOrSame(canonical, each.canonical()))
                    .max(Comparator.comparingInt(each -> each.canonical().length()))
                    .map(ScopePaths::words)
                    .orElse("");
        }
    }

    /** What was chosen, as it was configured; what that is, where the id alone would say nothing. */
    static String words(FoundEntry found) {
        LdapSettings.Chosen chosen = found.chosen();
        return chosen.dn() == null ? chosen.text() + " (" + found.dn() + ")" : chosen.text();
    }
}

package dev.rollcall.ldap.internal.validation;

import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.LdapSettings.Chosen;
import dev.rollcall.ldap.internal.Printable;
import dev.rollcall.ldap.internal.scope.FoundEntry;
import dev.rollcall.ldap.internal.scope.ResolvedScope;
import dev.rollcall.ldap.internal.scope.ScopeResolver;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up the bases and what was chosen (R3), and tells how many people each holds. */
final class ScopeCheck {

    private final LdapSettings settings;
    private final Searches searches;
    private final Findings findings;
    private final Map<String, String> problems = new LinkedHashMap<>();

    ScopeCheck(LdapSettings settings, Searches searches, Findings findings) {
        this.settings = settings;
        this.searches = searches;
        this.findings = findings;
    }

    /** Looks everything up and tells what is not as it should be; empty if that was not possible. */
    Optional<ResolvedScope> resolve() {
        Optional<ScopeResolver> resolver = findings.attempt("scope", () -> new ScopeResolver(settings, searches))
                .or(() -> findings.attempt("scope", () -> new ScopeResolver(withoutMemory(), searches)));
        Optional<ResolvedScope> found = resolver.flatMap(each -> findings.attempt("scope", each::tryToResolve));
        resolver.ifPresent(each -> problems.putAll(each.problems()));
        problems.forEach(findings::error);
        found.ifPresent(scope ->
                scope.bases().forEach(base -> findings.ok("base '" + base.chosen() + "'", "is there")));
        return found;
    }

    /** Whether something is not there. */
    boolean hasProblems() {
        return !problems.isEmpty();
    }

    private LdapSettings withoutMemory() {
        LdapSettings.Scope scope = settings.scope();
        return new LdapSettings(
                settings.preset(),
                settings.connection(),
                new LdapSettings.Scope(
                        scope.bases(),
                        scope.groups(),
                        scope.units(),
                        scope.exceptUnits(),
                        scope.both(),
                        scope.nesting(),
                        scope.maxDepth(),
                        scope.membership(),
                        scope.membershipAttribute(),
                        scope.loginAttribute(),
                        scope.groupFilter(),
                        scope.danglingMembers(),
                        null),
                settings.people(),
                settings.paging(),
                settings.clock());
    }

    /** Whether what is left after what is not there still means something: no group at all would mean everybody. */
    boolean isNoWiderThanMeant(ResolvedScope found) {
        boolean groupsLeft = !found.groups().isEmpty();
        boolean unitsLeft = !found.units().isEmpty();
        boolean chosen = !settings.scope().groups().isEmpty()
                || !settings.scope().units().isEmpty();
        if (found.bases().isEmpty()) {
            return false;
        }
        return settings.scope().both() ? groupsLeft && unitsLeft : !chosen || groupsLeft || unitsLeft;
    }

    /** Tells of the chosen groups and units that are there. */
    void tellChosen(ResolvedScope scope, Optional<PeopleSurvey> survey) {
        scope.groups()
                .forEach(group -> tell(
                        "group",
                        group,
                        survey.map(people -> people.inGroup(group.chosen().text()))));
        for (FoundEntry unit : scope.units()) {
            Optional<FoundEntry> out = scope.leftOut().stream()
                    .filter(each -> each.canonical().equals(unit.canonical()))
                    .findFirst();
            if (out.isPresent()) {
                findings.error(
                        "unit '" + unit.chosen() + "'",
                        "is left out as well, as '" + out.get().chosen()
                                + "', so that nobody below it is in scope; take it out of one of the lists");
            } else {
                tell(
                        "unit",
                        unit,
                        survey.map(people -> people.inUnit(unit.chosen().text())));
            }
        }
    }

    private void tell(String kind, FoundEntry found, Optional<Long> people) {
        String subject = kind + " '" + found.chosen() + "'";
        if (people.isEmpty()) {
            findings.ok(subject, "is there" + names(found));
        } else if (people.get() > 0) {
            findings.ok(subject, Counts.of(people.get(), "person", "people") + " in scope" + names(found));
        } else {
            findings.warning(
                    subject,
                    "nobody in scope is in it" + names(found)
                            + "; check whether it is the right one, and whether the settings for people and members fit");
        }
    }

    /** The name of what was chosen by id, and the id of what was chosen by name. */
    private static String names(FoundEntry found) {
        if (found.chosen().dn() == null) {
            return "; it is " + Printable.of(found.dn());
        }
        return found.id() == null ? "" : "; chosen as id:" + found.id() + " it stays the same after a rename";
    }

    /** Tells of the units to leave out; whoever is in them is in no count, so each is searched. */
    void tellLeftOut(ResolvedScope scope) {
        for (FoundEntry unit : scope.leftOut()) {
            Chosen chosen = unit.chosen();
            String subject = "unit to leave out, '" + chosen + "'";
            Query query =
                    Query.below(unit.dn(), settings.people().filter(), List.of(), "the people below " + unit.dn());
            findings.attempt(subject, () -> searches.forEach(query, entry -> {}))
                    .ifPresent(people -> {
                        if (people > 0) {
                            findings.ok(subject, Counts.of(people, "person", "people") + " below it" + names(unit));
                        } else {
                            findings.warning(
                                    subject,
                                    "nobody is below it" + names(unit) + "; check whether it is the right one");
                        }
                    });
        }
    }
}

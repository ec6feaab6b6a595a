package dev.rollcall.internal.planning;

import dev.rollcall.account.Account;
import dev.rollcall.account.Holder;
import dev.rollcall.audit.Subject;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.identity.Username;
import dev.rollcall.plan.Explanation;
import dev.rollcall.plan.Step;
import dev.rollcall.rules.fields.MappedPerson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Answers what a plan means for one person, from the plan's own facts. Reads the whole snapshot once per question. */
final class Explainer {

    private final PlanningContext context;
    private final Snapshot snapshot;
    private final PersonDecisions people;
    private final AbsenceDecisions absences;

    Explainer(PlanningContext context, Snapshot snapshot, PersonDecisions people, AbsenceDecisions absences) {
        this.context = context;
        this.snapshot = snapshot;
        this.people = people;
        this.absences = absences;
    }

    Explanation explain(String query, PlannedRun plan) {
        List<String> facts = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        Set<AccountId> accountIds = accountsNamed(query);
        String folded = NameFolding.fold(query);
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.isHead(row) && isAbout(snapshot.person(row).person(), query, folded)) {
                Set<AccountId> own = new LinkedHashSet<>(people.accountsOf(row));
                accountIds.removeAll(own);
                snapshot.person(row).person().externalId().ifPresent(id -> ids.add(id.value()));
                facts.addAll(people.explain(row, people.load(own)));
            }
        }
        for (Account account : people.load(accountIds).values()) {
            boolean own = account.isOwnedBy(context.directory());
            boolean present = account.externalId()
                    .filter(id -> own && snapshot.hasPerson(id))
                    .isPresent();
            if (own && !present) {
                facts.addAll(absences.explain(account));
            } else {
                facts.add(PersonDecisions.describe(account) + (own ? "" : "; this directory never touches it (R10)"));
            }
        }
        List<Step> steps = new ArrayList<>();
        plan.forEach(step -> {
            if (isAbout(step.subject(), query, folded, ids)) {
                steps.add(step);
            }
        });
        return new Explanation(query, facts, steps);
    }

    private Set<AccountId> accountsNamed(String query) {
        Set<AccountId> found = new LinkedHashSet<>();
        if (NameFolding.isBlank(query)) {
            return found;
        }
        for (Holder holder : context.accounts()
                .holders(context.directory(), Set.of(Username.of(query)), Set.of(ExternalId.of(query)))) {
            found.add(holder.id());
        }
        found.addAll(people.load(Set.of(AccountId.of(query))).keySet());
        return found;
    }

    private boolean isAbout(DirectoryUser person, String query, String folded) {
        if (folded.isEmpty()) {
            return false;
        }
        Username name = MappedPerson.of(person, context.policy()).username();
        return person.externalId().filter(id -> id.value().equals(query)).isPresent()
                || person.matchKey()
                        .filter(key -> NameFolding.fold(key).equals(folded))
                        .isPresent()
                || (name != null && name.folded().equals(folded));
    }

    private static boolean isAbout(Subject subject, String query, String folded, Set<String> ids) {
        ExternalId id = subject.externalId();
        AccountId account = subject.accountId();
        return (id != null && (id.value().equals(query) || ids.contains(id.value())))
                || (account != null && account.value().equals(query))
                || (subject.username() != null
                        && !folded.isEmpty()
                        && NameFolding.fold(subject.username()).equals(folded));
    }
}

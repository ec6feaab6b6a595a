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
import dev.rollcall.rules.activity.PresentAndActivity;
import dev.rollcall.rules.fields.MappedPerson;
import dev.rollcall.rules.reading.Readability;
import dev.rollcall.rules.status.StatusVerdict;
import dev.rollcall.rules.whoiswho.Correlation.Match;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Answers what a plan means for one person, from the plan's own facts. Reads the whole snapshot once per question. */
final class Explainer {

    private final PlanningContext context;
    private final Snapshot snapshot;
    private final Sides sides;
    private final AbsenceDecisions absences;

    Explainer(Sides sides, AbsenceDecisions absences) {
        this.context = sides.context();
        this.snapshot = sides.snapshot();
        this.sides = sides;
        this.absences = absences;
    }

    Explanation explain(String query, PlannedRun plan) {
        List<String> facts = new ArrayList<>();
        Set<ExternalId> ids = new LinkedHashSet<>();
        Set<AccountId> accountIds = accountsNamed(query);
        String folded = NameFolding.fold(query);
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.isHead(row) && isAbout(snapshot.person(row).person(), query, folded)) {
                Set<AccountId> own = new LinkedHashSet<>(sides.whoIsWho().accountsOf(row));
                accountIds.removeAll(own);
                snapshot.person(row).person().externalId().ifPresent(ids::add);
                facts.addAll(facts(new PersonAtHand(sides, row, sides.load(own))));
            }
        }
        for (Account account : sides.load(accountIds).values()) {
            boolean own = account.isOwnedBy(context.directory());
            boolean present = account.externalId()
                    .filter(id -> own && snapshot.hasPerson(id))
                    .isPresent();
            if (own && !present && sides.accounts().isPresent(account)) {
                facts.add(describe(account)
                        + "; its name is claimed by somebody who was read, so it is not absent (R12)");
            } else if (own && !present) {
                facts.addAll(absences.explain(account));
            } else {
                facts.add(describe(account) + (own ? "" : "; this directory never touches it (R10)"));
            }
        }
        List<Step> steps = new ArrayList<>();
        plan.forEach(step -> {
            if (isAbout(step.subject(), query, folded, ids)) {
                steps.add(step);
            }
        });
        return new Explanation(query, ids, facts, steps);
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
        found.addAll(sides.load(Set.of(AccountId.of(query))).keySet());
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

    private static boolean isAbout(Subject subject, String query, String folded, Set<ExternalId> ids) {
        ExternalId id = subject.externalId();
        AccountId account = subject.accountId();
        return (id != null && (id.value().equals(query) || ids.contains(id)))
                || (account != null && account.value().equals(query))
                || (subject.username() != null
                        && !folded.isEmpty()
                        && NameFolding.fold(subject.username()).equals(folded));
    }

    /** What the rules think of one person; plans nothing. */
    private List<String> facts(PersonAtHand hand) {
        DirectoryUser person = hand.person;
        List<String> facts = new ArrayList<>();
        facts.add("in the snapshot: external id "
                + person.externalId().map(Object::toString).orElse("missing")
                + ", match key "
                + person.matchKey().map(key -> "'" + key + "'").orElse("missing") + ", "
                + hand.activity()
                + (person.groups().isEmpty() ? "" : ", in " + person.groups()));
        if (snapshot.isIgnored(hand.row)) {
            facts.add("on the ignore list: left alone, account and all (R16)");
            return facts;
        }
        facts.add("who is who: " + hand.match + " (" + hand.match.rule() + ")");
        for (Account account : hand.loaded.values()) {
            facts.add(describe(account));
            if (isReconciled(hand)) {
                StatusVerdict verdict = PresentAndActivity.decide(
                        hand.activity(),
                        account.status(),
                        account.blockReason().orElse(null),
                        sides.policy().reactivation());
                facts.add("status: " + verdict.why() + " (" + verdict.rule() + ")");
            }
        }
        return facts;
    }

    /** Whether the person is somebody's, and not rejected: only then the status follows them. */
    private boolean isReconciled(PersonAtHand hand) {
        boolean heldLocally = hand.match == Match.LINK && snapshot.isHeldLocally(hand.row);
        return (hand.match == Match.BY_ID || hand.match == Match.LINK)
                && !heldLocally
                && !snapshot.isDiffering(hand.row)
                && Readability.objection(hand.entry, hand.mapped).isEmpty();
    }

    static String describe(Account account) {
        return "account " + account.id() + " '" + account.username() + "': "
                + account.status()
                + (account.isActive()
                        ? ""
                        : " " + account.blockReason().map(Enum::name).orElse("for a reason of the host's own"))
                + account.owner().map(owner -> ", owned by " + owner).orElse(", local")
                + account.externalId().map(id -> ", external id " + id).orElse(", no external id")
                + account.absentSince().map(since -> ", absent since " + since).orElse("");
    }
}

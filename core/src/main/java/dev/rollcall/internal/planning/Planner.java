package dev.rollcall.internal.planning;

import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.PlanSummary;
import dev.rollcall.plan.SeatForecast;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.rules.fields.NeverSeen;
import dev.rollcall.rules.guards.EmptySnapshot;
import dev.rollcall.rules.guards.GuardedNumbers;
import dev.rollcall.rules.seats.SeatClaim;
import dev.rollcall.rules.seats.Seats;
import dev.rollcall.rules.whoiswho.IdentityScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** One way from two indexed sides to a plan: who is who, what becomes of them, seats, guards. */
final class Planner {

    private final PlanningContext context;
    private final AccountIndex accounts;
    private final Snapshot snapshot;
    private final KeyedHash hash;

    Planner(PlanningContext context, AccountIndex accounts, Snapshot snapshot, KeyedHash hash) {
        this.context = context;
        this.accounts = accounts;
        this.snapshot = snapshot;
        this.hash = hash;
    }

    PlannedRun plan(List<String> providerWarnings) {
        List<String> warnings = new ArrayList<>(providerWarnings);
        NeverSeen neverSeen = NeverSeen.find(context.policy(), snapshot.carried(), accounts.fieldsWithValues());
        if (snapshot.people() > 0) {
            neverSeen.warnings().forEach(warnings::add);
        }

        WhoIsWho whoIsWho = new WhoIsWho(context, accounts, snapshot, hash);
        whoIsWho.decide();

        PlanDraft draft = new PlanDraft(context);
        Sides sides = new Sides(context, accounts, snapshot, whoIsWho, neverSeen, draft);
        new PersonDecisions(sides).decideAll();
        AbsenceDecisions absences = new AbsenceDecisions(context, accounts, whoIsWho, draft);
        absences.forgetReturned();
        boolean removalsSuspended = snapshot.unidentified() > context.policy().toleratedUnidentified();
        if (!removalsSuspended) {
            absences.decideAll();
        }

        Seats seats = seats(warnings);
        long blocked = draft.figures().of(Count.BLOCKED);
        long granted = Math.min(seats.free(blocked), draft.seats().size());
        Figures withoutSeats = draft.figures().build();
        Figures planned = withSeats(draft, granted);
        SeatForecast forecast = new SeatForecast(
                seats.limit(),
                seats.limitUnknown(),
                seats.active(),
                blocked,
                draft.seats().size(),
                granted);

        Map<GuardKind, List<String>> exceeded = guardedNumbers(draft, whoIsWho).exceeded(context::guard);
        List<Hold> holds = holds(whoIsWho, draft, exceeded);
        PlanSummary summary = new PlanSummary(
                planned, forecast, removalsSuspended, warnings, List.of(), holds.isEmpty() ? null : holds.get(0));
        return new PlannedRun(
                context, draft, summary, withoutSeats, holds, exceeded.keySet(), new Explainer(sides, absences));
    }

    private Seats seats(List<String> warnings) {
        OptionalLong limit = OptionalLong.empty();
        boolean unknown = false;
        try {
            limit = Objects.requireNonNull(context.licence().seats(), "seats");
            if (limit.isPresent() && limit.getAsLong() < 0) {
                warnings.add(
                        "The licence source answered with a negative number: no seat is granted in this run (R30)");
                unknown = true;
            }
        } catch (RuntimeException e) {
            warnings.add("The licence source failed with " + e.getClass().getName()
                    + ": no seat is granted in this run (R30)");
            unknown = true;
        }
        return new Seats(limit, unknown, context.accounts().activeAccounts());
    }

    private static Figures withSeats(PlanDraft draft, long granted) {
        Figures.Builder figures = draft.figures().build().toBuilder();
        long place = 0;
        for (SeatCandidate candidate : draft.seats()) {
            boolean hasSeat = place++ < granted;
            PersonResult result = SeatSteps.result(candidate, hasSeat);
            figures.add(result, 1);
            if (candidate.isNew()) {
                figures.add(Count.CREATED, 1);
            } else if (hasSeat) {
                figures.add(Count.ACTIVATED, 1);
            } else if (candidate.claim().claimant() == SeatClaim.Claimant.RETURNING) {
                figures.add(Count.REASONS_CHANGED, 1);
            }
        }
        return figures.build();
    }

    private GuardedNumbers guardedNumbers(PlanDraft draft, WhoIsWho whoIsWho) {
        return new GuardedNumbers(
                draft.figures().of(Count.BLOCKED),
                accounts.active(),
                draft.guardedRenames(),
                draft.clears(),
                whoIsWho.accountsOfPeopleRead() + draft.figures().of(Count.RELINKED),
                draft.newRejections(),
                snapshot.people());
    }

    /**
     * Rows that name nobody make no snapshot, where the host tolerates them; elsewhere they stop all removals anyway.
     */
    private long peopleToBelieve() {
        boolean tolerated = snapshot.unidentified() <= context.policy().toleratedUnidentified();
        return tolerated ? snapshot.people() - snapshot.unidentified() : snapshot.people();
    }

    /** Every reason not to apply the plan, in the order in which they are looked for. */
    private List<Hold> holds(WhoIsWho whoIsWho, PlanDraft draft, Map<GuardKind, List<String>> exceeded) {
        List<Hold> holds = new ArrayList<>();
        EmptySnapshot.hold(
                        peopleToBelieve(),
                        accounts.activeUnprotected(),
                        context.permissions().emptySnapshot())
                .ifPresent(holds::add);
        if (!PlanningContext.NewIds.ALL.equals(context.permissions().newIds())) {
            IdentityScheme.hold(
                            whoIsWho.found(),
                            whoIsWho.foundUnderAnotherId(),
                            draft.figures().of(Count.RELINKED),
                            snapshot.unidentified())
                    .ifPresent(holds::add);
        }
        if (!exceeded.isEmpty()) {
            holds.add(new Hold(
                    Hold.Reason.GUARD,
                    exceeded.values().stream().flatMap(List::stream).toList()));
        }
        return holds;
    }
}

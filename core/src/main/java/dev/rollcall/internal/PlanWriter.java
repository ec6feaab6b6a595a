package dev.rollcall.internal;

import dev.rollcall.account.Account;
import dev.rollcall.account.AccountReader;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.internal.planning.PlannedRun;
import dev.rollcall.internal.planning.PlannedStep;
import dev.rollcall.internal.planning.SeatCandidate;
import dev.rollcall.internal.planning.SeatSteps;
import dev.rollcall.internal.planning.UpdateSteps;
import dev.rollcall.internal.spool.Workspace;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.SeatForecast;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.rules.Rule;
import dev.rollcall.rules.seats.SeatClaim.Claimant;
import dev.rollcall.rules.seats.Seats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes a plan in the order of R38: blocks and reasons; activations, first served first; links, renames and fields;
 * creations with a seat; last those who begin to wait. A run that dies in between leaves each account as it was or with
 * one of its two halves as planned, and nobody's wait begins before a better-placed grant is written.
 */
final class PlanWriter {

    private final PlannedRun plan;
    private final AccountReader accounts;
    private final DirectoryName directory;
    private final Set<String> fields;
    private final BatchWriter batches;
    private final Tally tally;
    private final Consumer<Step> reported;
    private final SeatSteps seatSteps;
    private final Workspace.SortedBag<SeatCandidate> waiting;
    private final List<Step> withoutTheirNames = new ArrayList<>();
    private final Set<SeatCandidate> decidedInGroup = new HashSet<>();
    private long blocked;
    private long seatsLeft;
    private long blocksDone;
    private long updatesDone;
    private long decided;
    private long waitsDone;

    PlanWriter(
            PlannedRun plan,
            AccountReader accounts,
            DirectoryName directory,
            Set<String> fields,
            BatchWriter batches,
            Tally tally,
            Consumer<Step> reported) {
        this.plan = plan;
        this.accounts = accounts;
        this.directory = directory;
        this.fields = fields;
        this.batches = batches;
        this.tally = tally;
        this.reported = reported;
        this.seatSteps = plan.seatSteps();
        this.waiting = plan.newWaitingList();
    }

    /**
     * Writes everything, or as much as can be before the run has to stop; whoever was not reached then counts as
     * failed.
     */
    void write(Runnable first) {
        try {
            first.run();
            writeBlocks();
            SeatForecast seats = plan.summary().seats();
            // A block that was refused frees no seat (R32).
            seatsLeft = new Seats(seats.limit(), seats.limitUnknown(), seats.active()).free(blocked);
            grant(false);
            writeUpdates();
            grant(true);
            writeWaiting();
        } catch (RuntimeException | Error e) {
            try {
                countUnreached();
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private void writeBlocks() {
        for (PlannedStep planned : plan.blocks()) {
            Step step = planned.step();
            batches.add(change(step), List.of(step), result -> {
                blocksDone++;
                if (settle(planned, result) && step.kind() == StepKind.BLOCK) {
                    blocked++;
                }
            });
        }
        batches.flush();
    }

    private boolean settle(PlannedStep planned, BatchWriter.Result result) {
        if (result.isApplied()) {
            tally.applied(planned.step());
            return true;
        }
        tally.failed(planned);
        report(result.failures());
        return false;
    }

    private void report(List<Step> failures) {
        for (Step failure : failures) {
            reported.accept(failure);
            if (failure.standing()) {
                tally.standing();
            }
        }
    }

    /** Grants seats, first served first, until there are none; one that its account could not take passes on (R32). */
    private void grant(boolean toNewPeople) {
        List<SeatCandidate> group = new ArrayList<>();
        for (SeatCandidate candidate : plan.seatCandidates()) {
            if (candidate.isNew() != toNewPeople) {
                continue;
            }
            if (seatsLeft == 0) {
                letWait(candidate);
                decided++;
                continue;
            }
            group.add(candidate);
            if (group.size() == Math.min(BatchWriter.BATCH, seatsLeft)) {
                grant(group);
            }
        }
        grant(group);
    }

    private void grant(List<SeatCandidate> group) {
        for (SeatCandidate candidate : withVersions(group)) {
            Step step = seatSteps.granted(candidate);
            batches.add(change(step), List.of(step), result -> {
                if (result.isApplied()) {
                    seatsLeft = Math.max(0, seatsLeft - 1);
                    tally.applied(step);
                    tally.seated(candidate, true);
                } else if (result.status() == ChangeResult.Status.NO_SEAT) {
                    seatsLeft = 0;
                    letWait(candidate);
                } else {
                    tally.failed(candidate);
                    report(result.failures());
                }
                decidedInGroup.add(candidate);
            });
        }
        batches.flush();
        decided += group.size();
        decidedInGroup.clear();
        group.clear();
    }

    /** Reads the accounts of those who waited unchanged, now that there is a seat for them. */
    private List<SeatCandidate> withVersions(List<SeatCandidate> group) {
        Set<AccountId> unread = new LinkedHashSet<>();
        for (SeatCandidate candidate : group) {
            if (candidate.version() == null && candidate.subject().accountId() != null) {
                unread.add(candidate.subject().accountId());
            }
        }
        if (unread.isEmpty()) {
            return List.copyOf(group);
        }
        Map<AccountId, Account> loaded = new HashMap<>();
        try {
            accounts.load(unread, fields).forEach(account -> loaded.put(account.id(), account));
        } catch (RuntimeException e) {
            throw Repositories.down("load", e);
        }
        List<SeatCandidate> ready = new ArrayList<>();
        for (SeatCandidate candidate : group) {
            Account account = loaded.get(candidate.subject().accountId());
            if (candidate.version() != null || candidate.isNew()) {
                ready.add(candidate);
            } else if (account != null && stillWaits(account, candidate)) {
                ready.add(candidate.with(account));
            } else {
                tally.failed(candidate);
                decidedInGroup.add(candidate);
                Step failure = new Step(
                        StepKind.REFUSE,
                        candidate.subject(),
                        Rule.R40,
                        "somebody else changed the account meanwhile; the next run decides again",
                        List.of(),
                        RefusalCode.CHANGED_MEANWHILE,
                        null,
                        false);
                batches.notTried(failure);
                report(List.of(failure));
            }
        }
        return ready;
    }

    private boolean stillWaits(Account account, SeatCandidate candidate) {
        return account.isOwnedBy(directory)
                && account.externalId()
                        .filter(candidate.claim().externalId()::equals)
                        .isPresent()
                && account.blockReason()
                        .filter(BlockReason.LICENCE_LIMIT::equals)
                        .isPresent();
    }

    private void letWait(SeatCandidate candidate) {
        tally.seated(candidate, false);
        if (candidate.claim().claimant() == Claimant.WAITING) {
            reported.accept(seatSteps.waiting(candidate));
        } else {
            waiting.add(candidate);
        }
    }

    /** Links, renames and fields; the renames of a ring are one change. */
    private void writeUpdates() {
        List<PlannedStep> ring = new ArrayList<>();
        for (PlannedStep planned : plan.updates(tally.linked())) {
            if (!ring.isEmpty() && ring.get(0).ring() != planned.ring()) {
                writeUpdate(ring);
                ring.clear();
            }
            ring.add(planned);
            if (planned.ring() == 0) {
                writeUpdate(ring);
                ring.clear();
            }
        }
        writeUpdate(ring);
        batches.flush();
        writeWithoutNames();
    }

    private void writeUpdate(List<PlannedStep> together) {
        if (together.isEmpty()) {
            return;
        }
        List<PlannedStep> planned = List.copyOf(together);
        List<Step> steps = planned.stream().map(PlannedStep::step).toList();
        Change change = steps.size() == 1
                ? change(steps.get(0))
                : new Change.RenameCycle(
                        steps.stream().map(step -> (Change.Update) change(step)).toList());
        boolean waitsForAnother = planned.get(0).rank() > 0 || planned.get(0).ring() != 0;
        List<Step> refusable =
                waitsForAnother ? steps.stream().map(UpdateSteps::nameAlone).toList() : steps;
        batches.add(change, steps, refusable, result -> {
            for (PlannedStep each : planned) {
                updatesDone++;
                if (result.isApplied()) {
                    tally.applied(each.step());
                } else {
                    tally.failed(each);
                }
            }
            if (waitsForAnother && result.status() == ChangeResult.Status.REFUSED) {
                steps.forEach(step -> UpdateSteps.withoutName(step).ifPresent(withoutTheirNames::add));
            }
            report(result.failures());
        });
    }

    /** A name that somebody else does not give up after all must not cost an account everything else (R14). */
    private void writeWithoutNames() {
        for (Step step : withoutTheirNames) {
            batches.add(change(step), List.of(step), result -> {
                if (result.isApplied()) {
                    tally.applied(step);
                } else {
                    report(result.failures());
                }
            });
        }
        batches.flush();
    }

    private void writeWaiting() {
        for (SeatCandidate candidate : waiting) {
            Step step = seatSteps.waiting(candidate);
            batches.add(change(step), List.of(step), result -> {
                waitsDone++;
                if (result.isApplied()) {
                    tally.applied(step);
                    reported.accept(step);
                } else {
                    tally.failedToWait(candidate);
                    report(result.failures());
                }
            });
        }
        batches.flush();
    }

    private static Change change(Step step) {
        Change change = step.change();
        if (change == null) {
            throw new IllegalStateException("A step without a change is not written: " + step.kind());
        }
        return change;
    }

    private void countUnreached() {
        skip(plan.blocks(), blocksDone, tally::failed);
        skip(plan.updates(tally.linked()), updatesDone, tally::failed);
        long place = 0;
        for (boolean newPeople : new boolean[] {false, true}) {
            for (SeatCandidate candidate : plan.seatCandidates()) {
                if (candidate.isNew() == newPeople && place++ >= decided && !isDecided(candidate)) {
                    tally.failed(candidate);
                }
            }
        }
        skip(waiting, waitsDone, tally::failedToWait);
    }

    private boolean isDecided(SeatCandidate candidate) {
        return decidedInGroup.stream()
                .anyMatch(other ->
                        other.claim().externalId().equals(candidate.claim().externalId()));
    }

    private static <T> void skip(Iterable<T> all, long done, Consumer<T> rest) {
        long place = 0;
        for (T each : all) {
            if (place++ >= done) {
                rest.accept(each);
            }
        }
    }
}

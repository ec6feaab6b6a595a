package dev.rollcall.internal;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.internal.planning.PlannedStep;
import dev.rollcall.internal.planning.SeatCandidate;
import dev.rollcall.internal.planning.SeatSteps;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what was really done (R41). Begins with the results of everybody whose result does not hang on a seat, as
 * planned, and takes one back whenever a part of it is refused.
 */
final class Tally {

    private final Figures.Builder figures;
    private final Set<ExternalId> failed = new HashSet<>();
    private final Map<ExternalId, PersonResult> resultsWithSeats = new HashMap<>();
    private final Set<AccountId> linked = new HashSet<>();

    Tally(Figures planned) {
        this.figures = Figures.builder();
        for (PersonResult result : PersonResult.values()) {
            figures.add(result, planned.of(result));
        }
        figures.add(Count.VETOED, planned.of(Count.VETOED));
        figures.add(Count.STANDING, planned.of(Count.STANDING));
    }

    void applied(Step step) {
        switch (step.kind()) {
            case BLOCK -> {
                figures.add(Count.BLOCKED, 1);
                countRemoval(step);
            }
            case CHANGE_REASON -> {
                figures.add(Count.REASONS_CHANGED, 1);
                countRemoval(step);
            }
            case UPDATE -> countUpdate(step);
            case CREATE -> figures.add(Count.CREATED, 1);
            case ACTIVATE -> {
                figures.add(Count.ACTIVATED, 1);
                countLink(step);
            }
            case WAIT -> {
                boolean created = step.change() instanceof Change.Create;
                figures.add(created ? Count.CREATED : Count.REASONS_CHANGED, 1);
            }
            case NOTE_ABSENCE, REJECT, REFUSE, VETO, LEAVE -> {}
        }
    }

    private void countRemoval(Step step) {
        if (step.change() instanceof Change.Block block && block.reason() == BlockReason.REMOVED_FROM_SCOPE) {
            figures.add(Count.REMOVED, 1);
        }
    }

    private void countLink(Step step) {
        AccountId account = step.subject().accountId();
        if (account != null && !step.changes().isEmpty()) {
            countUpdate(step);
            linked.add(account);
        }
    }

    private void countUpdate(Step step) {
        // One that was linked with its activation is updated once, whatever else follows.
        figures.add(Count.UPDATED, linked.contains(step.subject().accountId()) ? 0 : 1);
        for (FieldChange change : step.changes()) {
            switch (change.field()) {
                case FieldChange.USERNAME -> figures.add(Count.RENAMED, change.isRename() ? 1 : 0);
                case FieldChange.EXTERNAL_ID -> figures.add(change.before() == null ? Count.LINKED : Count.RELINKED, 1);
                default -> figures.add(Count.FIELDS_CHANGED, 1);
            }
        }
    }

    /** The accounts that received their link with their activation. */
    Set<AccountId> linked() {
        return linked;
    }

    void standing() {
        figures.add(Count.STANDING, 1);
    }

    /** A step of somebody whose result is planned was not carried out. */
    void failed(PlannedStep planned) {
        ExternalId person = planned.person();
        PersonResult result = planned.result();
        if (person != null) {
            fail(person, result == null ? resultsWithSeats.get(person) : result);
        }
    }

    /** Somebody got a seat, or waits. */
    void seated(SeatCandidate candidate, boolean granted) {
        PersonResult result = SeatSteps.result(candidate, granted);
        figures.add(result, 1);
        if (candidate.hasOtherStep()) {
            resultsWithSeats.put(candidate.claim().externalId(), result);
        }
    }

    /** Somebody was to begin to wait, and that was not carried out. */
    void failedToWait(SeatCandidate candidate) {
        fail(candidate.claim().externalId(), SeatSteps.result(candidate, false));
    }

    /** Somebody wants a seat, and the step that gives it was refused for another reason than the want of one. */
    void failed(SeatCandidate candidate) {
        ExternalId person = candidate.claim().externalId();
        if (failed.add(person)) {
            figures.add(PersonResult.FAILED, 1);
        }
    }

    private void fail(ExternalId person, @Nullable PersonResult before) {
        boolean counted = before == PersonResult.FAILED || before == PersonResult.REJECTED;
        if (failed.add(person) && !counted) {
            if (before != null) {
                figures.add(before, -1);
            }
            figures.add(PersonResult.FAILED, 1);
        }
    }

    Figures figures() {
        return figures.build();
    }
}

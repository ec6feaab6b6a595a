package dev.rollcall.internal;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.Subject;
import dev.rollcall.internal.planning.PlannedRun;
import dev.rollcall.internal.planning.PlannedStep;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.run.StandingRefusal;
import dev.rollcall.run.SyncReport;
import java.util.ArrayList;
import java.util.List;

/** What a run could not do, for the report, the audit log and the next run (R41). */
final class RefusalRecorder {

    private final SyncReport.Builder report;
    private final AuditRecorder audit;
    private final boolean recordsUnchanged;
    private final List<Step> stillWaiting = new ArrayList<>();
    private final List<StandingRefusal> standing = new ArrayList<>();

    RefusalRecorder(SyncReport.Builder report, AuditRecorder audit, boolean recordsUnchanged) {
        this.report = report;
        this.audit = audit;
        this.recordsUnchanged = recordsUnchanged;
    }

    /** Puts a step that was refused, or waits, into the report. */
    void report(Step step) {
        report.step(step);
        if (recordsUnchanged && step.kind() == StepKind.WAIT && step.change() == null) {
            // Recorded after the writing: in the middle of a batch a failing sink would hide what is committed.
            stillWaiting.add(step);
        }
    }

    /** Puts what a plan refuses into the report; for a plan that is not applied. */
    void report(PlannedRun plan) {
        for (PlannedStep planned : plan.notes()) {
            reportFailure(planned.step());
        }
    }

    private void reportFailure(Step step) {
        if (step.kind().isFailure()) {
            report.step(step);
        }
    }

    /** Reports and records what a plan refuses or warns of, before anything of it is written. */
    void record(PlannedRun plan) {
        List<AuditEvent> events = new ArrayList<>();
        for (String warning : plan.summary().warnings()) {
            events.add(audit.event(AuditAction.WARNING, AuditEvent.Outcome.FAILURE, Subject.NOBODY, null, warning));
        }
        for (PlannedStep planned : plan.notes()) {
            Step step = planned.step();
            reportFailure(step);
            if (step.kind().isFailure()) {
                standing.add(standing(step));
            }
            if (!step.standing()) {
                events.add(audit.event(step));
            }
            if (events.size() >= BatchWriter.BATCH) {
                audit.record(events);
                events.clear();
            }
        }
        audit.record(events);
    }

    /** Ends the recording, and returns the refusals that stand now, those of the repository included. */
    List<StandingRefusal> standing(List<Step> refusedByRepository) {
        refusedByRepository.forEach(step -> standing.add(standing(step)));
        audit.record(stillWaiting.stream().map(audit::event).toList());
        return standing;
    }

    private static StandingRefusal standing(Step step) {
        if (step.refusal() == null) {
            throw new IllegalStateException("A refusal has a code");
        }
        return new StandingRefusal(
                PlannedRun.personKey(step), step.refusal(), PlannedRun.what(step), step.kind() == StepKind.REJECT);
    }
}

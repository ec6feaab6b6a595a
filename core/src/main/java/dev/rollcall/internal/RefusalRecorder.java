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
    void record(PlannedRun plan, Checkpoints checkpoints) {
        checkpoints.check();
        audit.record(plan.summary().warnings().stream()
                .map(warning ->
                        audit.event(AuditAction.WARNING, AuditEvent.Outcome.FAILURE, Subject.NOBODY, null, warning))
                .toList());
        List<Step> portion = new ArrayList<>();
        for (PlannedStep planned : plan.notes()) {
            portion.add(planned.step());
            if (portion.size() >= BatchWriter.BATCH) {
                record(portion, checkpoints);
                portion.clear();
            }
        }
        record(portion, checkpoints);
    }

    private void record(List<Step> steps, Checkpoints checkpoints) {
        checkpoints.check();
        steps.forEach(this::reportFailure);
        boolean recorded = audit.record(steps.stream()
                .filter(step -> !step.standing())
                .map(audit::event)
                .toList());
        for (Step step : steps) {
            if (step.kind().isFailure()) {
                standing.add(standing(step, recorded));
            }
        }
    }

    /** Ends the recording, and returns the refusals that stand now, those of the repository included. */
    List<StandingRefusal> standing(List<StandingRefusal> refusedByRepository, Checkpoints checkpoints) {
        standing.addAll(refusedByRepository);
        for (int from = 0; from < stillWaiting.size(); from += BatchWriter.BATCH) {
            record(stillWaiting.subList(from, Math.min(from + BatchWriter.BATCH, stillWaiting.size())), checkpoints);
        }
        return standing;
    }

    /** How a refusal stands for the next run, which writes it if nobody could record it now. */
    static StandingRefusal standing(Step step, boolean recorded) {
        if (step.refusal() == null) {
            throw new IllegalStateException("A refusal has a code");
        }
        return new StandingRefusal(
                PlannedRun.personKey(step),
                step.refusal(),
                recorded || step.standing() ? PlannedRun.what(step) : StandingRefusal.UNRECORDED,
                step.kind() == StepKind.REJECT);
    }
}

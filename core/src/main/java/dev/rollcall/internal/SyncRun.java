package dev.rollcall.internal;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.Subject;
import dev.rollcall.internal.planning.PlannedRun;
import dev.rollcall.internal.spool.SpoolException;
import dev.rollcall.internal.spool.SpoolingWorkspace;
import dev.rollcall.internal.spool.Workspace;
import dev.rollcall.lock.Lease;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.Hold;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.Rule;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Phase;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.StandingRefusal;
import dev.rollcall.run.SyncReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run, one way: lock, scan, read, decide, guard, apply, record. */
public final class SyncRun {

    private static final Logger LOG = LoggerFactory.getLogger("dev.rollcall.SyncEngine");

    private final EngineParts parts;
    private final RunRequest request;
    private final BooleanSupplier cancelled;
    private final Policy policy;
    private final String runId;
    private final Instant startedAt;
    private final SyncReport.Builder report = SyncReport.builder();
    private final AuditRecorder audit;
    private final RefusalRecorder refusals;
    private Figures figures = Figures.none();
    private @Nullable Hold heldFor;
    private @Nullable HeldRun held;
    private @Nullable Error error;

    /** Prepares a run; nothing is touched yet. */
    public SyncRun(EngineParts parts, RunRequest request, BooleanSupplier cancelled) {
        this.parts = parts;
        this.request = request;
        this.cancelled = () -> cancelled.getAsBoolean() || request.isCancelled();
        this.policy = parts.policy().get();
        this.runId = parts.runIds().get();
        this.startedAt = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        this.audit = new AuditRecorder(
                parts.directory(), runId, request.actor(), parts.clock(), parts.audit(), policy.onAuditFailure());
        this.refusals = new RefusalRecorder(report, audit, policy.recordsUnchanged());
    }

    /** Runs, and reports however it ends. */
    public SyncReport run() {
        Optional<Lease> lease;
        try {
            lease = parts.lock().acquire(parts.directory(), parts.leaseDuration());
        } catch (RuntimeException e) {
            return report(ended(Repositories.down("lock", e)));
        }
        if (lease.isEmpty()) {
            return report(record(
                    Outcome.ALREADY_RUNNING,
                    null,
                    null,
                    "Another run of the directory is under way; nothing was read"));
        }
        try {
            return runUnder(lease.get());
        } finally {
            release(lease.get());
        }
    }

    private static void release(Lease lease) {
        // An interrupted thread could not give back a lock that lies in a database.
        boolean interrupted = Thread.interrupted();
        try {
            lease.close();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The lock could not be given back ({}); it is free when its lease has run out",
                    e.getClass().getName());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private SyncReport runUnder(Lease lease) {
        LOG.info("Run {} of directory '{}' begins", runId, parts.directory());
        try {
            inStorage(
                    "journal",
                    () -> parts.journal()
                            .started(RunRecord.started(runId, parts.directory(), request.actor(), startedAt)));
        } catch (RunStopped e) {
            return report(ended(e));
        }
        RunRecord end;
        List<StandingRefusal> standing = null;
        Checkpoints checkpoints = checkpoints(lease);
        Workspace workspace = new SpoolingWorkspace(parts.spoolDirectory());
        try (workspace) {
            audit.record(
                    List.of(event(AuditAction.RUN_STARTED, AuditEvent.Outcome.SUCCESS, "Synchronization started")));
            Approvals approvals = approvals();
            PlannedRun plan = plan(workspace, checkpoints, approvals);
            Optional<Hold> hold = plan.summary().hold();
            if (hold.isPresent()) {
                end = held(plan, hold.get());
            } else {
                standing = apply(plan, lease, checkpoints);
                end = record(
                        plan.summary().removalsSuspended() ? Outcome.COMPLETED_WITHOUT_REMOVALS : Outcome.COMPLETED,
                        null,
                        null,
                        "");
            }
        } catch (SpoolException e) {
            standing = null;
            end = ended(RunStopped.failed(FailureCause.CONFIGURATION, String.valueOf(e.getMessage()), e));
        } catch (RuntimeException | Error e) {
            standing = null;
            end = ended(e);
        }
        // What a host does to end a thread must not keep the end from being recorded.
        boolean interrupted = Thread.interrupted();
        try {
            SyncReport made = report(finish(end, standing, checkpoints));
            Error fatal = error;
            if (fatal != null) {
                throw fatal;
            }
            return made;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Checkpoints checkpoints(Lease lease) {
        Instant deadline = request.deadline()
                .map(length -> Moments.after(startedAt, length))
                .orElse(null);
        return new Checkpoints(parts.clock(), lease, parts.leaseDuration(), deadline, cancelled);
    }

    private Approvals approvals() {
        Approvals approvals = inStorage(
                "journal",
                () -> Approvals.of(
                        parts.journal(),
                        parts.directory(),
                        request,
                        startedAt,
                        Moments.after(startedAt, policy.approvalValidity())));
        List<AuditEvent> events = new ArrayList<>();
        approvals
                .sentences()
                .forEach(sentence -> events.add(audit.event(
                        AuditAction.PERMISSION_USED, AuditEvent.Outcome.SUCCESS, Subject.NOBODY, Rule.R33, sentence)));
        audit.record(events);
        return approvals;
    }

    private PlannedRun plan(Workspace workspace, Checkpoints checkpoints, Approvals approvals) {
        Planning planning = new Planning(parts, policy, startedAt, report, timed());
        PlannedRun made = planning.plan(workspace, checkpoints, approvals.permissions());
        PlannedRun plan = inStorage("journal", () -> approvals.apply(made));
        report.plan(plan.summary());
        parts.listener().planned(plan.summary());
        return plan;
    }

    private Planning.PhaseTimer timed() {
        return new Planning.PhaseTimer() {
            @Override
            public <T> T time(Phase phase, Supplier<T> work) {
                return timed(phase, work);
            }
        };
    }

    private <T> T timed(Phase phase, Supplier<T> work) {
        parts.listener().phase(phase);
        Instant begin = parts.clock().instant();
        try {
            return work.get();
        } finally {
            report.took(phase, Duration.between(begin, parts.clock().instant()));
        }
    }

    private RunRecord held(PlannedRun plan, Hold hold) {
        figures = plan.summary().figures();
        HeldRun held = new HeldRun(
                runId,
                parts.directory(),
                Moments.after(startedAt, policy.approvalValidity()),
                hold.reason(),
                Approvals.digest(plan));
        List<HeldRun.Item> items = new ArrayList<>();
        plan.forEachGuarded(items::add);
        inStorage("journal", () -> parts.journal().hold(held, items));
        this.heldFor = hold;
        this.held = held;
        refusals.report(plan);
        return new RunRecord(
                runId,
                parts.directory(),
                request.actor(),
                startedAt,
                now(),
                Outcome.HELD,
                hold.reason(),
                null,
                String.join("; ", hold.details()),
                figures);
    }

    /** Writes the plan and returns the refusals that stand now. */
    private List<StandingRefusal> apply(PlannedRun plan, Lease lease, Checkpoints checkpoints) {
        Tally tally = new Tally(plan.figuresWithoutSeats());
        try {
            return timed(Phase.APPLY, () -> {
                BatchWriter batches = new BatchWriter(
                        parts.repository(), lease.fence(), checkpoints, audit, parts.listener(), plan::stood);
                PlanWriter writer = new PlanWriter(
                        plan,
                        parts.repository(),
                        parts.directory(),
                        policy.fieldNames(),
                        batches,
                        tally,
                        refusals::report);
                writer.write(() -> refusals.record(plan, checkpoints));
                return refusals.standing(batches.refused(), checkpoints);
            });
        } finally {
            figures = tally.figures();
        }
    }

    private RunRecord finish(RunRecord ended, @Nullable List<StandingRefusal> standing, Checkpoints checkpoints) {
        RunRecord end = ended;
        List<StandingRefusal> refusals = standing;
        try {
            parts.listener().phase(Phase.RECORD);
            if (standing != null) {
                // A run that outslept its lease must not use up what was permitted to a later one.
                checkpoints.renew();
            }
        } catch (RuntimeException | Error e) {
            end = endedLate(end, e);
            refusals = null;
        }
        try {
            audit.record(List.of(finishEvent(end)));
        } catch (RuntimeException | Error e) {
            end = endedLate(end, e);
            refusals = null;
        }
        RunRecord toNote = end;
        List<StandingRefusal> toKeep = refusals;
        try {
            inStorage("journal", () -> parts.journal().finished(toNote, toKeep));
        } catch (RuntimeException | Error e) {
            if (end.outcome() == Outcome.FAILED) {
                passOn(e);
            } else {
                end = ended(e);
                recordQuietly(finishEvent(end));
            }
        }
        return end;
    }

    /** The log must not be left saying that all went well; if the sink fails now, the report tells. */
    private void recordQuietly(AuditEvent event) {
        try {
            audit.record(List.of(event));
        } catch (RunStopped e) {
            report.warning(String.valueOf(e.getMessage()));
        } catch (Error e) {
            passOn(e);
        }
    }

    private AuditEvent finishEvent(RunRecord end) {
        boolean good = end.outcome() != null && end.outcome().isFinished();
        String words = good
                ? end.figures().of(Count.CREATED) + " imported, "
                        + end.figures().of(Count.BLOCKED) + " disabled, "
                        + end.figures().of(Count.UPDATED) + " updated; " + end.figures()
                : end.message()
                        + (end.figures().peopleRead() == 0
                                ? ""
                                : (end.outcome() == Outcome.HELD ? "; planned, not applied: " : "; ") + end.figures());
        return event(
                AuditAction.RUN_FINISHED,
                good ? AuditEvent.Outcome.SUCCESS : AuditEvent.Outcome.FAILURE,
                "Synchronization ended, " + end.outcome() + (end.cause() == null ? "" : " (" + end.cause() + ")") + ": "
                        + words);
    }

    private AuditEvent event(AuditAction action, AuditEvent.Outcome outcome, String details) {
        return audit.event(action, outcome, Subject.NOBODY, null, details);
    }

    private Instant now() {
        return parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private RunRecord ended(Throwable thrown) {
        if (thrown instanceof RunStopped stopped) {
            report.exception(stopped.getCause());
            return record(stopped.outcome(), null, stopped.failureCause(), String.valueOf(stopped.getMessage()));
        }
        // A fault of our own, or of the machine: recorded like any other end, and nothing of its text is printed.
        passOn(thrown);
        report.exception(thrown);
        return record(
                Outcome.FAILED,
                null,
                null,
                "An unexpected " + thrown.getClass().getName() + " ended the run; the report holds the exception");
    }

    /** What goes wrong while the end is recorded fails a run that had finished; any other ends as it did. */
    private RunRecord endedLate(RunRecord end, Throwable thrown) {
        if (end.outcome() != null && end.outcome().isFinished()) {
            return ended(thrown);
        }
        passOn(thrown);
        return end;
    }

    /** An error is thrown once the end of the run is recorded: the first, if there are several. */
    private void passOn(Throwable thrown) {
        if (thrown instanceof Error fatal) {
            if (error == null) {
                error = fatal;
            } else if (!error.equals(fatal)) {
                error.addSuppressed(fatal);
            }
        }
    }

    private RunRecord record(
            Outcome outcome, Hold.@Nullable Reason heldFor, @Nullable FailureCause cause, String message) {
        return new RunRecord(
                runId, parts.directory(), request.actor(), startedAt, now(), outcome, heldFor, cause, message, figures);
    }

    private SyncReport report(RunRecord end) {
        report.unrecorded(audit.unrecorded());
        if (end.outcome() == Outcome.HELD && heldFor != null && held != null) {
            report.held(heldFor, held);
        }
        SyncReport made = report.build(end);
        if (end.outcome() != null && end.outcome().isFinished()) {
            LOG.info("Run {} of directory '{}' ended {}: {}", runId, parts.directory(), end.outcome(), end.figures());
        } else {
            LOG.warn(
                    "Run {} of directory '{}' ended {}{}: {}",
                    runId,
                    parts.directory(),
                    end.outcome(),
                    end.cause() == null ? "" : " (" + end.cause() + ")",
                    end.message());
        }
        parts.listener().finished(made);
        return made;
    }

    static <T> T inStorage(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (RunStopped e) {
            throw e;
        } catch (RuntimeException e) {
            throw Repositories.down(what, e);
        }
    }

    static void inStorage(String what, Runnable work) {
        inStorage(what, () -> {
            work.run();
            return true;
        });
    }
}

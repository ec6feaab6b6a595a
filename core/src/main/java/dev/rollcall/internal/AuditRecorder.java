package dev.rollcall.internal;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditSink;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.policy.OnAuditFailure;
import dev.rollcall.rules.Rule;
import dev.rollcall.run.FailureCause;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the audit events of one run, and hands them to the host's sink (R41, R43). */
final class AuditRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRecorder.class);

    private final DirectoryName directory;
    private final String runId;
    private final String actor;
    private final Clock clock;
    private final AuditSink sink;
    private final OnAuditFailure onFailure;
    private long lastEvent;
    private long unrecorded;

    AuditRecorder(
            DirectoryName directory,
            String runId,
            String actor,
            Clock clock,
            AuditSink sink,
            OnAuditFailure onFailure) {
        this.directory = directory;
        this.runId = runId;
        this.actor = actor;
        this.clock = clock;
        this.sink = sink;
        this.onFailure = onFailure;
    }

    AuditEvent event(
            AuditAction action, AuditEvent.Outcome outcome, Subject subject, @Nullable Rule rule, String details) {
        return new AuditEvent(
                nextId(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                directory,
                runId,
                actor,
                action,
                outcome,
                subject,
                rule,
                details,
                List.of());
    }

    /** The event of a step that is carried out, or that tells why something is not. */
    AuditEvent event(Step step) {
        return new AuditEvent(
                nextId(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                directory,
                runId,
                actor,
                action(step),
                step.kind().isFailure() ? AuditEvent.Outcome.FAILURE : AuditEvent.Outcome.SUCCESS,
                step.subject(),
                step.rule(),
                details(step),
                step.changes());
    }

    private String nextId() {
        return runId + "-" + ++lastEvent;
    }

    /** Somebody who begins to wait is created, or gets another block reason; only who waits on is just waiting. */
    private static AuditAction action(Step step) {
        if (step.change() == null) {
            return step.kind().action();
        }
        return switch (step.change().kind()) {
            case CREATE -> AuditAction.CREATED;
            case BLOCK -> step.kind() == StepKind.BLOCK ? AuditAction.BLOCKED : AuditAction.REASON_CHANGED;
            case ACTIVATE, UPDATE, RENAME_CYCLE, REASSIGN -> step.kind().action();
        };
    }

    private static String details(Step step) {
        String what = switch (action(step)) {
            case CREATED -> "Account created";
            case UPDATED -> "Account updated";
            case BLOCKED -> "Account blocked";
            case REASON_CHANGED -> "Account blocked for another reason";
            case ACTIVATED -> "Account activated";
            case ABSENCE_NOTED -> "Absence noted";
            case REJECTED -> "Person rejected, " + step.refusal();
            case REFUSED -> "Refused, " + step.refusal();
            case VETOED -> "Block vetoed";
            case WAITING -> "Waiting for a licence";
            default -> "Nothing changed";
        };
        return what + ": " + step.reason();
    }

    /**
     * Records events.
     *
     * @return whether they are recorded; false where the sink failed and the policy is to go on then
     * @throws RunStopped if the sink fails and the policy is to stop then
     */
    boolean record(List<AuditEvent> events) {
        if (events.isEmpty()) {
            return true;
        }
        try {
            sink.record(List.copyOf(events));
            return true;
        } catch (RuntimeException e) {
            unrecorded += events.size();
            LOG.warn(
                    "The audit sink failed with {}; {} events of run {} are not recorded",
                    e.getClass().getName(),
                    events.size(),
                    runId);
            if (onFailure == OnAuditFailure.STOP) {
                throw RunStopped.failed(
                        FailureCause.AUDIT_DOWN,
                        "The audit sink failed with " + e.getClass().getName() + "; " + events.size()
                                + " events are not recorded, and the run goes no further (R43)",
                        e);
            }
            return false;
        }
    }

    long unrecorded() {
        return unrecorded;
    }
}

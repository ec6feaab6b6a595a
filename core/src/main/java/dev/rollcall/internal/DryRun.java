package dev.rollcall.internal;

import dev.rollcall.identity.ExternalId;
import dev.rollcall.internal.planning.PlannedRun;
import dev.rollcall.internal.planning.PlanningContext.Permissions;
import dev.rollcall.internal.planning.Reading;
import dev.rollcall.internal.spool.SpoolException;
import dev.rollcall.internal.spool.SpoolingWorkspace;
import dev.rollcall.internal.spool.Workspace;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.Lease;
import dev.rollcall.policy.Policy;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Phase;
import dev.rollcall.run.RunFailedException;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Scans, reads and decides as a run does, and writes nothing: no account, no audit event, no journal entry, no lock
 * (R34).
 */
public final class DryRun {

    private final EngineParts parts;
    private final RunRequest request;
    private final Policy policy;
    private final Instant now;
    private final Checkpoints checkpoints;

    /** Prepares a dry run. */
    public DryRun(EngineParts parts, RunRequest request, BooleanSupplier cancelled) {
        this.parts = parts;
        this.request = request;
        this.policy = parts.policy().get();
        this.now = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        this.checkpoints = new Checkpoints(
                parts.clock(),
                new NoLease(parts),
                parts.leaseDuration(),
                request.deadline().map(length -> Moments.after(now, length)).orElse(null),
                () -> cancelled.getAsBoolean() || request.isCancelled());
    }

    /** Returns what a run would do. The caller closes the plan. */
    public PlannedRun plan() {
        return withWorkspace(workspace -> {
            Approvals approvals = SyncRun.inStorage(
                    "journal",
                    () -> Approvals.foreseen(
                            parts.journal(),
                            parts.directory(),
                            request,
                            now,
                            Moments.after(now, policy.approvalValidity())));
            PlannedRun plan = planning().plan(workspace, checkpoints, approvals.permissions());
            return SyncRun.inStorage("journal", () -> approvals.apply(plan));
        });
    }

    /**
     * What the scope says of an external id.
     *
     * @param present whether somebody has it, rejected people included
     * @param otherPresent whether somebody has the other one
     * @param unidentified how many people could not be identified
     */
    public record Presence(boolean present, boolean otherPresent, long unidentified) {}

    /** Reads the directory and looks for two ids, or for the other alone. */
    public Presence look(@Nullable ExternalId person, ExternalId other) {
        return withWorkspace(workspace -> {
            try (workspace) {
                Reading reading = planning().read(workspace, checkpoints, Permissions.NONE);
                Planning.complete(reading);
                return new Presence(
                        person != null && reading.hasPerson(person), reading.hasPerson(other), reading.unidentified());
            }
        });
    }

    private Planning planning() {
        return new Planning(parts, policy, now, SyncReport.builder(), new Planning.PhaseTimer() {
            @Override
            public <T> T time(Phase phase, Supplier<T> work) {
                return work.get();
            }
        });
    }

    private <T> T withWorkspace(Function<Workspace, T> work) {
        Workspace workspace = new SpoolingWorkspace(parts.spoolDirectory());
        try {
            return work.apply(workspace);
        } catch (RunStopped e) {
            workspace.close();
            throw e.asException();
        } catch (SpoolException e) {
            workspace.close();
            throw new RunFailedException(FailureCause.CONFIGURATION, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            workspace.close();
            throw e;
        }
    }

    /** A dry run holds no lock, so it has none to lose. */
    private record NoLease(EngineParts parts) implements Lease {
        @Override
        public Fence fence() {
            return Fence.none(parts.directory());
        }

        @Override
        public boolean renew() {
            return true;
        }

        @Override
        public void close() {}
    }
}

package dev.rollcall.internal;

import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.internal.planning.HashKey;
import dev.rollcall.internal.planning.PlannedRun;
import dev.rollcall.internal.planning.PlanningContext;
import dev.rollcall.internal.planning.PlanningContext.KnownRefusals;
import dev.rollcall.internal.planning.PlanningContext.Permissions;
import dev.rollcall.internal.planning.Reading;
import dev.rollcall.internal.spool.Workspace;
import dev.rollcall.policy.Policy;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Phase;
import dev.rollcall.run.SyncReport;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The reading half of a run, and all of a dry run: scan, read, decide. Writes nothing (R34). */
final class Planning {

    /** Measures how long a phase takes. */
    interface PhaseTimer {
        <T> T time(Phase phase, Supplier<T> work);
    }

    private final EngineParts parts;
    private final Policy policy;
    private final Instant now;
    private final SyncReport.Builder report;
    private final PhaseTimer timer;
    private List<String> warnings = List.of();

    Planning(EngineParts parts, Policy policy, Instant now, SyncReport.Builder report, PhaseTimer timer) {
        this.parts = parts;
        this.policy = policy;
        this.now = now;
        this.report = report;
        this.timer = timer;
    }

    /** Scans, reads and decides. */
    PlannedRun plan(Workspace workspace, Checkpoints checkpoints, Permissions permissions) {
        Reading reading = read(workspace, checkpoints, permissions);
        return timer.time(Phase.DECIDE, () -> {
            complete(reading);
            return reading.plan(warnings);
        });
    }

    /** Scans the accounts and reads the directory, whose connection is closed afterwards (R7). */
    Reading read(Workspace workspace, Checkpoints checkpoints, Permissions permissions) {
        Reading reading = new Reading(context(workspace, checkpoints, permissions));
        timer.time(Phase.SCAN, () -> {
            reading.scan();
            return true;
        });
        timer.time(Phase.READ, () -> {
            DirectoryReading directory = new DirectoryReading(parts.clock(), checkpoints, reading::add);
            report.evidence(directory.read(
                    parts.provider(),
                    request(parts, policy),
                    parts.threads(),
                    read -> parts.listener().progress(Phase.READ, read)));
            warnings = directory.warnings();
            return true;
        });
        return reading;
    }

    static void complete(Reading reading) {
        reading.complete().ifPresent(why -> {
            throw RunStopped.failed(FailureCause.SNAPSHOT_INCOMPLETE, why, null);
        });
    }

    static ReadRequest request(EngineParts parts, Policy policy) {
        return ReadRequest.of(parts.directory(), policy.attributeNames()).withGroups(policy.usesGroups());
    }

    private PlanningContext context(Workspace workspace, Checkpoints checkpoints, Permissions permissions) {
        Set<ExternalId> ignored = new HashSet<>(policy.ignored());
        KnownRefusals known = SyncRun.inStorage("journal", () -> {
            ignored.addAll(parts.journal().ignored(parts.directory()));
            return new StandingRefusals(parts.journal(), parts.directory());
        });
        return new PlanningContext(
                parts.directory(),
                policy,
                parts.licence(),
                new StorageReader(parts.repository()),
                now,
                ignored,
                known,
                permissions,
                workspace,
                HashKey.random(parts.random()),
                checkpoints::check);
    }
}

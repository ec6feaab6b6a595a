package dev.rollcall.run;

import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one run is asked. Immutable; each method returns a copy. Permissions last until a run under them has finished,
 * or until the policy's {@code approvalValidity} is over (R33, R38).
 */
public final class RunRequest {

    private final String actor;
    private final @Nullable String approvedRun;
    private final boolean emptySnapshotBelieved;
    private final Map<GuardKind, Guard> raisedGuards;
    private final @Nullable Duration deadline;
    private final BooleanSupplier cancelled;

    private RunRequest(
            String actor,
            @Nullable String approvedRun,
            boolean emptySnapshotBelieved,
            Map<GuardKind, Guard> raisedGuards,
            @Nullable Duration deadline,
            BooleanSupplier cancelled) {
        this.actor = Objects.requireNonNull(actor, "actor");
        this.approvedRun = approvedRun;
        this.emptySnapshotBelieved = emptySnapshotBelieved;
        this.raisedGuards = raisedGuards;
        this.deadline = deadline;
        this.cancelled = cancelled;
    }

    /** Returns the request of a schedule: no actor, no permission, no deadline. */
    public static RunRequest scheduled() {
        return new RunRequest("", null, false, Map.of(), null, () -> false);
    }

    /** Returns the request of somebody, whom the audit log then names. */
    public static RunRequest by(String actor) {
        return new RunRequest(actor, null, false, Map.of(), null, () -> false);
    }

    /**
     * Approves what a run was held for: the same blocks, renames, cleared fields and rejections, or fewer (R33). The
     * approval lasts until a run under it has finished or it expires: if this run is held again, because somebody was
     * added, a later one, a scheduled one too, that wants no more than was approved is applied under it. For a run held
     * because the id scheme changed, accounts then receive their new ids (R15); for one held because nobody was read,
     * the empty snapshot is believed (R2).
     *
     * @param heldRun the id of the held run
     */
    public RunRequest approving(String heldRun) {
        return new RunRequest(
                actor,
                Objects.requireNonNull(heldRun, "heldRun"),
                emptySnapshotBelieved,
                raisedGuards,
                deadline,
                cancelled);
    }

    /** Believes a snapshot with nobody in it (R2). Guards hold all the same. */
    public RunRequest believingEmptySnapshot() {
        return new RunRequest(actor, approvedRun, true, raisedGuards, deadline, cancelled);
    }

    /** Puts another guard in the place of the policy's (R33). */
    public RunRequest raising(GuardKind kind, Guard guard) {
        EnumMap<GuardKind, Guard> raised = new EnumMap<>(GuardKind.class);
        raised.putAll(raisedGuards);
        raised.put(kind, guard);
        return new RunRequest(
                actor, approvedRun, emptySnapshotBelieved, Collections.unmodifiableMap(raised), deadline, cancelled);
    }

    /**
     * Ends the run after so long, wherever it is then; whole changes only. No deadline unless said.
     *
     * @throws IllegalArgumentException if the duration is not positive
     */
    public RunRequest deadline(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("A deadline lies in the future, not at " + duration);
        }
        return new RunRequest(actor, approvedRun, emptySnapshotBelieved, raisedGuards, duration, cancelled);
    }

    /**
     * Ends the run as soon as this says so; asked often, on the run's thread. Beside it stands
     * {@code SyncEngine.cancel()}.
     */
    public RunRequest cancelledWhen(BooleanSupplier condition) {
        return new RunRequest(
                actor,
                approvedRun,
                emptySnapshotBelieved,
                raisedGuards,
                deadline,
                Objects.requireNonNull(condition, "condition"));
    }

    /** Who asks; blank for a schedule. */
    public String actor() {
        return actor;
    }

    /** The held run that is approved. */
    public Optional<String> approvedRun() {
        return Optional.ofNullable(approvedRun);
    }

    /** Whether an empty snapshot is believed. */
    public boolean isEmptySnapshotBelieved() {
        return emptySnapshotBelieved;
    }

    /** The guards that stand in the place of the policy's. */
    public Map<GuardKind, Guard> raisedGuards() {
        return raisedGuards;
    }

    /** How long the run may take. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Whether the run shall stop. */
    public boolean isCancelled() {
        return cancelled.getAsBoolean();
    }

    /** Whether this request permits anything out of the ordinary. */
    public boolean hasPermissions() {
        return approvedRun != null || emptySnapshotBelieved || !raisedGuards.isEmpty();
    }
}

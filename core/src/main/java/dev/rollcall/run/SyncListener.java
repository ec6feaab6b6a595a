package dev.rollcall.run;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.plan.PlanSummary;

/**
 * Watches runs and administrators' acts: progress for a screen, changes for whatever may be missed when a process dies.
 * Called on the thread of {@code run()} or of the act, {@link #progress} while a directory is read included. A listener
 * that throws is logged and does not disturb the run.
 *
 * <p>Whatever must not be missed (ending the sessions of a blocked person, above all) belongs into the repository's
 * transaction, where it commits or rolls back with the change.
 */
public interface SyncListener {

    /** A phase begins. */
    default void phase(Phase phase) {}

    /** The plan of a run is made, whether it is then applied or held; never in a dry run. */
    default void planned(PlanSummary plan) {}

    /**
     * Tells how far a phase has come: some four times a second while the directory is read, and after each batch of
     * changes.
     *
     * @param done people read, or changes handed to the repository, so far
     */
    default void progress(Phase phase, long done) {}

    /** A change of an account was committed; once per change, never in a dry run. Blocks come here too. */
    default void changed(AuditEvent event) {}

    /** An active account was blocked, and the block committed; once per block, after {@link #changed}. */
    default void blocked(AuditEvent event) {}

    /**
     * A run has ended, however it did. The lock is given back after this call, so a run of the same directory that is
     * begun in it ends {@code ALREADY_RUNNING}; begin one when {@code run()} has returned.
     */
    default void finished(SyncReport report) {}
}

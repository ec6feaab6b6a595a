package dev.rollcall.run;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What must outlive a run besides the accounts: runs and how they ended, what was held, what was permitted, who is
 * refused night after night, whom administrators ignore. The SPI of whoever stores that; {@link InMemoryRunJournal} is
 * the default and forgets with the process.
 *
 * <p>Called on the thread of {@code run()}, and by administrators' acts on theirs; safe for use by many threads. Each
 * call is durable when it returns, and is not part of a transaction of the caller. A method that throws ends the run
 * {@code FAILED}, repository down.
 */
public interface RunJournal {

    /** Notes that a run begins: the first call of a run, before anything is read. */
    void started(RunRecord run);

    /**
     * Notes how a run ended: the last call of a run.
     *
     * @param standing for a run that {@linkplain Outcome#isFinished() finished}: the refusals that stand now, which
     *     replace those of before, while every permission of the directory is used up; all in one step with the record.
     *     Null for any other run, which leaves both as they are. Iterated once
     */
    void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing);

    /** The latest run of a directory, whether it ended or not. */
    Optional<RunRecord> lastRun(DirectoryName directory);

    /** The latest run of a directory that finished. */
    Optional<RunRecord> lastFinishedRun(DirectoryName directory);

    /**
     * Keeps what a run was held for, before {@link #finished} is called. The items are iterated once; if that fails,
     * nothing is kept. Their texts are compared with those of later runs, so they are read back exactly as they were,
     * whatever characters they hold; the same goes for standing refusals.
     */
    void hold(HeldRun run, Iterable<HeldRun.Item> items);

    /** A run that was held, whether its approval is still possible or not. */
    Optional<HeldRun> heldRun(String runId);

    /** Hands over what a run was held for, in any order. */
    void heldItems(String runId, Consumer<HeldRun.Item> items);

    /** Keeps a permission until a run of the directory has finished. */
    void permit(DirectoryName directory, Permission permission);

    /** The permissions that no finished run has used up, those that have expired included. */
    List<Permission> permissions(DirectoryName directory);

    /** Hands over the refusals that stood when the last finished run ended, in any order. */
    void standingRefusals(DirectoryName directory, Consumer<StandingRefusal> refusals);

    /** The people whom administrators have put on the ignore list (R16, R46). */
    Set<ExternalId> ignored(DirectoryName directory);

    /** Puts a person on the ignore list; nothing happens if they are on it. */
    void ignore(DirectoryName directory, ExternalId person);

    /** Takes a person off the ignore list; nothing happens if they are not on it. */
    void unignore(DirectoryName directory, ExternalId person);
}

package dev.rollcall.jdbc;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.jdbc.internal.SqlErrors;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.jdbc.internal.Texts;
import dev.rollcall.jdbc.internal.Transactions;
import dev.rollcall.jdbc.internal.journal.HeldRunTable;
import dev.rollcall.jdbc.internal.journal.PermissionTable;
import dev.rollcall.jdbc.internal.journal.RefusalTable;
import dev.rollcall.jdbc.internal.journal.RunTable;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.StandingRefusal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The run journal in tables of Rollcall's own (R33, R38, R44, R46). Runs follow one another in the order in which they
 * began, whatever their clocks said. Times are kept to the millisecond. Of a run's message and actor, characters that a
 * database cannot store become U+FFFD; what is compared with the next run is kept exactly.
 *
 * <p>Each call is one short transaction; {@link #heldItems} takes several. Safe for many threads. Every method throws
 * {@link dev.rollcall.account.RepositoryException} if the database fails, or if a table holds a value that only a newer
 * version of Rollcall knows; the message then names table and column.
 */
public final class JdbcRunJournal implements RunJournal {

    private static final int PURGED_AT_A_TIME = 1_000;

    private final Transactions transactions;
    private final RunTable runs;
    private final HeldRunTable held;
    private final PermissionTable permissions;
    private final RefusalTable refusals;
    private final String ignored;

    JdbcRunJournal(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.runs = new RunTable(tables);
        this.held = new HeldRunTable(tables);
        this.permissions = new PermissionTable(tables);
        this.refusals = new RefusalTable(tables);
        this.ignored = tables.qualified("rollcall_ignored");
    }

    // Runs

    @Override
    public void started(RunRecord run) {
        transactions.run("note the start of a run", session -> {
            if (runs.isAnother(session, run)) {
                throw new RepositoryException(
                        "There was a run with the id '" + run.runId()
                                + "' before. Ids of runs must never come twice: the audit log"
                                + " knows its events by them. Look at what was given to SyncEngine.Builder.runIds",
                        null);
            }
            runs.put(session, run);
        });
    }

    @Override
    public void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing) {
        transactions.run("note the end of a run", session -> {
            runs.put(session, run);
            if (standing != null) {
                refusals.replace(session, run.directory(), standing);
                permissions.useUp(session, run.directory());
            }
        });
    }

    @Override
    public Optional<RunRecord> lastRun(DirectoryName directory) {
        return latest(directory, false, 1).stream().findFirst();
    }

    @Override
    public Optional<RunRecord> lastFinishedRun(DirectoryName directory) {
        return latest(directory, true, 1).stream().findFirst();
    }

    /**
     * The latest runs of a directory, latest first, for a screen.
     *
     * @param limit how many at most, from 1
     * @throws IllegalArgumentException if the limit is less
     */
    public List<RunRecord> runs(DirectoryName directory, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("At least one run has to be asked for, not " + limit);
        }
        return latest(directory, false, limit);
    }

    private List<RunRecord> latest(DirectoryName directory, boolean finished, int limit) {
        return transactions.call("read the last runs", session -> runs.latest(session, directory, finished, limit));
    }

    // What was held and permitted

    @Override
    public void hold(HeldRun run, Iterable<HeldRun.Item> items) {
        transactions.run("keep what a run was held for", session -> held.put(session, run, items));
    }

    @Override
    public Optional<HeldRun> heldRun(String runId) {
        return transactions.call("look up a held run", session -> held.find(session, runId));
    }

    @Override
    public void heldItems(String runId, Consumer<HeldRun.Item> items) {
        Objects.requireNonNull(items, "items");
        long read = 0;
        List<HeldRun.Item> page = heldItems(runId, read);
        while (!page.isEmpty()) {
            page.forEach(items);
            read += page.size();
            page = heldItems(runId, read);
        }
    }

    private List<HeldRun.Item> heldItems(String runId, long after) {
        return transactions.call("read what a run was held for", session -> held.items(session, runId, after));
    }

    @Override
    public void permit(DirectoryName directory, Permission permission) {
        transactions.run("keep a permission", session -> permissions.add(session, directory, permission));
    }

    @Override
    public List<Permission> permissions(DirectoryName directory) {
        return transactions.call("read the permissions", session -> permissions.all(session, directory));
    }

    // Refusals and the ignore list

    /** Hands over the refusals that stand, within one transaction, so that they are those of one run. */
    @Override
    public void standingRefusals(DirectoryName directory, Consumer<StandingRefusal> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        transactions.run("read the standing refusals", session -> refusals.forEach(session, directory, consumer));
    }

    @Override
    public Set<ExternalId> ignored(DirectoryName directory) {
        List<ExternalId> ids = transactions.call(
                "read the ignore list",
                session -> session.query(
                        "select external_id from " + ignored + " where directory = ?",
                        row -> ExternalId.of(Texts.unescaped(row.getString(1))),
                        Texts.storable(directory.value())));
        return Set.copyOf(new HashSet<>(ids));
    }

    @Override
    public void ignore(DirectoryName directory, ExternalId person) {
        List<Object> row = List.of(Texts.storable(directory.value()), Texts.escaped(person.value()));
        try {
            transactions.attempt(session -> {
                session.insert(ignored, List.of("directory", "external_id"), List.of(row));
                return true;
            });
        } catch (SQLException e) {
            if (!SqlErrors.isUniqueViolation(e)) {
                throw Transactions.failure("write the ignore list", e);
            }
        }
    }

    @Override
    public void unignore(DirectoryName directory, ExternalId person) {
        transactions.run(
                "write the ignore list",
                session -> session.update(
                        "delete from " + ignored + " where directory = ? and external_id = ?",
                        Texts.storable(directory.value()),
                        Texts.escaped(person.value())));
    }

    // Growing old

    /**
     * Removes the runs that began before this, in small steps. Of each directory the last run and the last one that
     * finished stay, and so do held runs as long as they can be approved or a permission names them. What was held and
     * permitted goes when it expired before this moment; refusals and the ignore list stay.
     *
     * @return how many runs were removed
     */
    public long purge(Instant olderThan) {
        transactions.run("purge the permissions", session -> permissions.purge(session, olderThan));
        transactions
                .call("look up held runs that expired", session -> held.expired(session, olderThan))
                .forEach(this::purgeHeld);
        long purged = 0;
        int step;
        do {
            step = transactions.call(
                    "purge the runs", session -> runs.purge(session, olderThan, held.name(), PURGED_AT_A_TIME));
            purged += step;
        } while (step == PURGED_AT_A_TIME);
        return purged;
    }

    private void purgeHeld(String runId) {
        long purged = transactions.call("purge a held run", session -> held.purged(session, runId));
        int step;
        do {
            long after = purged;
            step = transactions.call("purge a held run", session -> held.purge(session, runId, after));
            purged += step;
        } while (step > 0);
    }
}

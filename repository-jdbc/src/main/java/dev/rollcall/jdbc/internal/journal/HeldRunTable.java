package dev.rollcall.jdbc.internal.journal;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.jdbc.internal.Constants;
import dev.rollcall.jdbc.internal.Moments;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.jdbc.internal.Texts;
import dev.rollcall.plan.Hold;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.HeldRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs that were held, and what for. */
public final class HeldRunTable {

    private static final String RUNS = "rollcall_held_run";
    private static final String ITEMS = "rollcall_held_item";
    private static final int BATCH = 1_000;

    private final String runs;
    private final String items;
    private final String permissions;

    /** Works on these tables. */
    public HeldRunTable(Tables tables) {
        this.runs = tables.qualified(RUNS);
        this.items = tables.qualified(ITEMS);
        this.permissions = tables.qualified(PermissionTable.PERMISSIONS);
    }

    /** The name of the table with the runs. */
    public String name() {
        return runs;
    }

    /** Writes a held run with its items, in the place of what is known of it. */
    public void put(Session session, HeldRun run, Iterable<HeldRun.Item> heldFor) throws SQLException {
        String runId = Texts.storable(run.runId());
        session.update("delete from " + items + " where run_id = ?", runId);
        session.update("delete from " + runs + " where run_id = ?", runId);
        session.insert(
                runs,
                List.of("run_id", "directory", "expires_at", "reason", "digest"),
                List.of(List.of(
                        runId,
                        Texts.storable(run.directory().value()),
                        Moments.stored(run.expiresAt()),
                        run.reason().name(),
                        Texts.storable(run.digest()))));
        putItems(session, runId, heldFor);
    }

    private void putItems(Session session, String runId, Iterable<HeldRun.Item> heldFor) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        long number = 0;
        for (HeldRun.Item item : heldFor) {
            number++;
            rows.add(Arrays.asList(
                    runId, number, item.guard().name(), Texts.escaped(item.key()), Texts.escapedOrNull(item.value())));
            if (rows.size() == BATCH) {
                insertItems(session, rows);
                rows.clear();
            }
        }
        insertItems(session, rows);
    }

    private void insertItems(Session session, List<List<@Nullable Object>> rows) throws SQLException {
        session.insert(items, List.of("run_id", "item_number", "guard", "item_key", "item_value"), rows);
    }

    /** A held run, if there is one of this id. */
    public Optional<HeldRun> find(Session session, String runId) throws SQLException {
        return session.first(
                "select run_id, directory, expires_at, reason, digest from " + runs + " where run_id = ?",
                row -> new HeldRun(
                        row.getString(1),
                        DirectoryName.of(row.getString(2)),
                        Session.requiredInstant(row, 3),
                        Constants.constant(Hold.Reason.class, RUNS, "reason", row.getString(4)),
                        row.getString(5)),
                Texts.storable(runId));
    }

    /** The items of a run behind the first so many; few enough for one page, and none if that was all. */
    public List<HeldRun.Item> items(Session session, String runId, long after) throws SQLException {
        return session.query(
                "select guard, item_key, item_value from " + items
                        + " where run_id = ? and item_number > ? and item_number <= ? order by item_number",
                HeldRunTable::readItem,
                Texts.storable(runId),
                after,
                after + BATCH);
    }

    private static HeldRun.Item readItem(ResultSet row) throws SQLException {
        return new HeldRun.Item(
                Constants.constant(GuardKind.class, ITEMS, "guard", row.getString(1)),
                Texts.unescaped(row.getString(2)),
                Texts.unescapedOrNull(row.getString(3)));
    }

    /** The held runs that could be approved until before this moment, but not now, and that no permission names. */
    public List<String> expired(Session session, Instant olderThan) throws SQLException {
        return session.query(
                "select run_id from " + runs + " h where expires_at < ? and expires_at < "
                        + session.dialect().now() + " and not exists (select 1 from " + permissions
                        + " p where p.approved_run = h.run_id)",
                row -> row.getString(1),
                Moments.bound(olderThan));
    }

    /** How many of the first items of a run are gone: a purge may have been cut off. */
    public long purged(Session session, String runId) throws SQLException {
        return session.first(
                        "select item_number from " + items + " where run_id = ? order by run_id, item_number limit 1",
                        row -> row.getLong(1) - 1,
                        runId)
                .orElse(0L);
    }

    /**
     * Deletes the items of a run behind the first so many, one page of them; with the last ones the run.
     *
     * @return how many items
     */
    public int purge(Session session, String runId, long after) throws SQLException {
        int deleted = session.update(
                "delete from " + items + " where run_id = ? and item_number > ? and item_number <= ?",
                runId,
                after,
                after + BATCH);
        if (deleted == 0) {
            session.update("delete from " + runs + " where run_id = ?", runId);
        }
        return deleted;
    }
}

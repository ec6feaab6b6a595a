package dev.rollcall.jdbc.internal.journal;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.jdbc.internal.Constants;
import dev.rollcall.jdbc.internal.Moments;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.jdbc.internal.Texts;
import dev.rollcall.plan.Hold;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The runs, numbered in the order in which they began. */
public final class RunTable {

    private static final String NAME = "rollcall_run";

    private static final List<String> COLUMNS = List.of(
            "directory",
            "actor",
            "started_at",
            "finished_at",
            "outcome",
            "held_for",
            "cause",
            "message",
            "figures",
            "run_id");

    private static final String FINISHED = Arrays.stream(Outcome.values())
            .filter(Outcome::isFinished)
            .map(outcome -> "'" + outcome.name() + "'")
            .collect(Collectors.joining(", ", "outcome in (", ")"));

    private final String table;

    /** Works on the table of these. */
    public RunTable(Tables tables) {
        this.table = tables.qualified(NAME);
    }

    /** Writes a run, in the place of what is known of it. */
    public void put(Session session, RunRecord run) throws SQLException {
        List<@Nullable Object> values = values(run);
        String assignments = COLUMNS.subList(0, COLUMNS.size() - 1).stream()
                .map(column -> column + " = ?")
                .collect(Collectors.joining(", "));
        if (session.update("update " + table + " set " + assignments + " where run_id = ?", values.toArray()) == 0) {
            session.insert(table, COLUMNS, List.of(values));
        }
    }

    private static List<@Nullable Object> values(RunRecord run) {
        return Arrays.asList(
                Texts.storable(run.directory().value()),
                Texts.storable(run.actor()),
                Moments.stored(run.startedAt()),
                run.finishedAt() == null ? null : Moments.stored(run.finishedAt()),
                Constants.nameOrNull(run.outcome()),
                Constants.nameOrNull(run.heldFor()),
                Constants.nameOrNull(run.cause()),
                Texts.storable(run.message()),
                FiguresText.of(run.figures()),
                Texts.storable(run.runId()));
    }

    /** Whether there is a run with this id that began at another time, or of another directory. */
    public boolean isAnother(Session session, RunRecord run) throws SQLException {
        return session.first(
                        "select directory, started_at from " + table + " where run_id = ?",
                        row -> row.getString(1)
                                        .equals(Texts.storable(run.directory().value()))
                                && Session.requiredInstant(row, 2).equals(Moments.stored(run.startedAt())),
                        Texts.storable(run.runId()))
                .filter(same -> !same)
                .isPresent();
    }

    /** The latest runs of a directory, latest first. */
    public List<RunRecord> latest(Session session, DirectoryName directory, boolean finished, int limit)
            throws SQLException {
        return session.query(
                "select " + String.join(", ", COLUMNS) + " from " + table + " where directory = ?"
                        + (finished ? " and " + FINISHED : "")
                        + " order by directory desc, seq desc limit " + limit,
                RunTable::read,
                Texts.storable(directory.value()));
    }

    // NullAway overlooks in a class file that heldFor may be null, as the annotation is that of a nested type.
    @SuppressWarnings("NullAway")
    private static RunRecord read(ResultSet row) throws SQLException {
        return new RunRecord(
                row.getString(10),
                DirectoryName.of(row.getString(1)),
                row.getString(2),
                Session.requiredInstant(row, 3),
                Session.instant(row, 4),
                Constants.constantOrNull(Outcome.class, NAME, "outcome", row.getString(5)),
                Constants.constantOrNull(Hold.Reason.class, NAME, "held_for", row.getString(6)),
                Constants.constantOrNull(FailureCause.class, NAME, "cause", row.getString(7)),
                row.getString(8),
                FiguresText.parse(NAME, "figures", row.getString(9)));
    }

    /**
     * Deletes runs that began before this, but of each directory neither the last nor the last that finished, and none
     * that was held and is still known.
     *
     * @return how many, which is {@code limit} unless that was all
     */
    public int purge(Session session, Instant olderThan, String heldRuns, int limit) throws SQLException {
        List<Long> kept = new ArrayList<>();
        for (String condition : List.of("", " where " + FINISHED)) {
            kept.addAll(session.query(
                    "select max(seq) from " + table + condition + " group by directory", row -> row.getLong(1)));
        }
        // Statement by statement: H2 would look through subqueries once for each row.
        List<Long> old = session.query(
                "select seq from " + table
                        + " r where started_at < ? and not (seq = any(?)) and not exists (select 1 from " + heldRuns
                        + " h where h.run_id = r.run_id) order by seq limit " + limit,
                row -> row.getLong(1),
                Moments.bound(olderThan),
                session.array("bigint", kept));
        return session.update("delete from " + table + " where seq = any(?)", session.array("bigint", old));
    }
}

package dev.rollcall.jdbc.internal.journal;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.jdbc.internal.Constants;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.jdbc.internal.Texts;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.run.StandingRefusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The refusals that stand, numbered within their directory. */
public final class RefusalTable {

    private static final String NAME = "rollcall_refusal";
    private static final int BATCH = 1_000;

    private final String table;

    /** Works on the table of these. */
    public RefusalTable(Tables tables) {
        this.table = tables.qualified(NAME);
    }

    /**
     * Puts these refusals in the place of the directory's. What stood in the same place before is not written again.
     */
    public void replace(Session session, DirectoryName directory, Iterable<StandingRefusal> refusals)
            throws SQLException {
        String name = Texts.storable(directory.value());
        List<StandingRefusal> batch = new ArrayList<>();
        long before = 0;
        for (StandingRefusal refusal : refusals) {
            batch.add(refusal);
            if (batch.size() == BATCH) {
                replace(session, name, before, batch);
                before += batch.size();
                batch.clear();
            }
        }
        replace(session, name, before, batch);
        session.update(
                "delete from " + table + " where directory = ? and refusal_number > ?", name, before + batch.size());
    }

    /** Puts these into the places behind the first so many. */
    private void replace(Session session, String directory, long before, List<StandingRefusal> batch)
            throws SQLException {
        List<StandingRefusal> stored = stored(session, directory, before);
        List<List<Object>> changed = new ArrayList<>();
        List<List<Object>> added = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            List<Object> row = row(batch.get(i), directory, before + i + 1);
            if (i >= stored.size()) {
                added.add(row);
            } else if (!stored.get(i).equals(batch.get(i))) {
                changed.add(row);
            }
        }
        session.batch(
                "update " + table + " set person = ?, code = ?, what = ?, rejected = ?"
                        + " where directory = ? and refusal_number = ?",
                changed);
        session.insert(table, List.of("person", "code", "what", "rejected", "directory", "refusal_number"), added);
    }

    private List<StandingRefusal> stored(Session session, String directory, long before) throws SQLException {
        return session.query(
                "select person, code, what, rejected from " + table
                        + " where directory = ? and refusal_number > ? and refusal_number <= ?"
                        + " order by directory, refusal_number",
                RefusalTable::read,
                directory,
                before,
                before + BATCH);
    }

    private static List<Object> row(StandingRefusal refusal, String directory, long number) {
        return List.of(
                Texts.escaped(refusal.person()),
                refusal.code().name(),
                Texts.escaped(refusal.what()),
                refusal.rejected(),
                directory,
                number);
    }

    private static StandingRefusal read(ResultSet row) throws SQLException {
        return new StandingRefusal(
                Texts.unescaped(row.getString(1)),
                Constants.constant(RefusalCode.class, NAME, "code", row.getString(2)),
                Texts.unescaped(row.getString(3)),
                row.getBoolean(4));
    }

    /** Hands over the refusals of a directory, as they are at one moment. */
    public void forEach(Session session, DirectoryName directory, Consumer<StandingRefusal> refusals)
            throws SQLException {
        session.forEach(
                "select person, code, what, rejected from " + table + " where directory = ?",
                BATCH,
                row -> refusals.accept(read(row)),
                Texts.storable(directory.value()));
    }
}

package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.jdbc.internal.Dialect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The host's users table and the side table as they stand in SQL, after both were looked at. The host's table is
 * {@code u}, the side table {@code s}; every name is quoted.
 *
 * @param dialect the database
 * @param table the host's table, with its schema
 * @param sideTable the side table; null where the host's table has a column for everything
 * @param id the column of the id
 * @param idType its type
 * @param newId makes the ids of new accounts; null where the database does
 * @param username the column of the username
 * @param key the column of the folded username; null where there is none
 * @param status the column of the status
 * @param statusValues what its values mean
 * @param own the column of each thing that Rollcall keeps
 * @param fields the column of each mapped field, by the name of the field
 * @param onCreate what other columns of a new account hold
 * @param namesInErrors names that an error message of the database may name
 */
public record UserColumns(
        Dialect dialect,
        String table,
        @Nullable String sideTable,
        String id,
        IdType idType,
        @Nullable Supplier<?> newId,
        TableColumn username,
        @Nullable TableColumn key,
        String status,
        StatusValues statusValues,
        Map<OwnColumn, Place> own,
        Map<String, TableColumn> fields,
        Map<String, Supplier<?>> onCreate,
        List<String> namesInErrors) {

    /**
     * Where something is kept.
     *
     * @param inSideTable whether that is the side table
     * @param column its column, quoted
     * @param size how many characters that takes
     */
    record Place(boolean inSideTable, String column, int size) {
        String inQuery() {
            return (inSideTable ? "s." : "u.") + column;
        }
    }

    /** Copies the places. */
    public UserColumns {
        own = new EnumMap<>(own);
    }

    Place place(OwnColumn column) {
        Place place = own.get(column);
        if (place == null) {
            throw new IllegalStateException("No place for " + column);
        }
        return place;
    }

    TableColumn field(String name) {
        TableColumn column = fields.get(name);
        if (column == null) {
            throw new RepositoryException(
                    "The users table has no column for field '" + name + "'; it has columns for " + fields.keySet(),
                    null);
        }
        return column;
    }

    /** Both tables, for the from clause. */
    String from() {
        return table + " u" + (sideTable == null ? "" : " left join " + sideTable + " s on s.account_id = u." + id);
    }

    /** What is selected of an account, in the order in which {@link AccountRows} reads it. */
    String selected() {
        List<String> parts = new ArrayList<>();
        parts.add("u." + id);
        parts.add("u." + username.quoted());
        parts.add("u." + status);
        for (OwnColumn column : OwnColumn.values()) {
            parts.add(place(column).inQuery());
        }
        parts.add(isReasonWitnessed() ? "s.status_witness" : "null");
        parts.add(sideTable == null ? "null" : "s.account_id");
        parts.add(key == null ? "null" : "u." + key.quoted());
        fields.values().forEach(column -> parts.add("u." + column.quoted()));
        return String.join(", ", parts);
    }

    /**
     * Whether the block reason is in the side table, where a foreign key forgets it when somebody changes the status.
     */
    boolean isReasonWitnessed() {
        return place(OwnColumn.BLOCK_REASON).inSideTable();
    }

    String isActive() {
        return status + " = " + statusValues.activeLiteral();
    }
}

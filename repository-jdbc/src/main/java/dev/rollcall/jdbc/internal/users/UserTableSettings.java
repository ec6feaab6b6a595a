package dev.rollcall.jdbc.internal.users;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the host says of its users table, not yet compared with the table itself.
 *
 * @param schema the schema; null for that of the connection
 * @param table the name
 * @param id the column of the id
 * @param newId makes the id of a new account; null where the database does
 * @param username the column of the username
 * @param usernameKey the column of the folded username; null where there is none
 * @param status the column of the status
 * @param active the value of an active account
 * @param blocked the value of an account that Rollcall blocks
 * @param own the columns for what Rollcall keeps; those that are left out are in the side table
 * @param reasonKeptByHost whether the host promises that its own code keeps the block reason up to date
 * @param fields the column of each mapped field
 * @param onCreate what other columns of a new account hold
 */
public record UserTableSettings(
        @Nullable String schema,
        String table,
        String id,
        @Nullable Supplier<?> newId,
        String username,
        @Nullable String usernameKey,
        String status,
        Object active,
        Object blocked,
        Map<OwnColumn, String> own,
        boolean reasonKeptByHost,
        Map<String, String> fields,
        Map<String, Supplier<?>> onCreate) {

    boolean needsSideTable() {
        return own.size() < OwnColumn.values().length;
    }
}

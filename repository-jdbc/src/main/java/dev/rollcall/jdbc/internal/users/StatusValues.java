package dev.rollcall.jdbc.internal.users;

import dev.rollcall.jdbc.internal.Quoting;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the values of the status column mean.
 *
 * @param kind how they are read
 * @param padded whether the database fills them up with spaces, and compares them without
 * @param active the value of an active account, as text
 * @param blocked the value of an account that Rollcall blocks, as text
 */
record StatusValues(Kind kind, boolean padded, String active, String blocked) {

    StatusValues {
        active = padded ? active.stripTrailing() : active;
        blocked = padded ? blocked.stripTrailing() : blocked;
    }

    /** How values are read and written. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN
    }

    /** The value as text; empty where there is none. */
    String read(ResultSet row, int column) throws SQLException {
        String text = switch (kind) {
            case TEXT -> row.getString(column);
            case NUMBER -> String.valueOf(row.getLong(column));
            case BOOLEAN -> String.valueOf(row.getBoolean(column));
        };
        if (row.wasNull() || text == null) {
            return "";
        }
        return padded ? text.stripTrailing() : text;
    }

    boolean isActive(String value) {
        return value.equals(active);
    }

    boolean isBlockedByUs(String value) {
        return value.equals(blocked);
    }

    String activeLiteral() {
        return literal(active);
    }

    String blockedLiteral() {
        return literal(blocked);
    }

    /** A value as it stands in SQL. */
    String literal(String value) {
        return kind == Kind.TEXT ? Quoting.literal(value) : value;
    }
}

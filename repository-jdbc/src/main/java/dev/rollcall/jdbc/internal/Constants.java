package dev.rollcall.jdbc.internal;

import dev.rollcall.account.RepositoryException;
import org.jspecify.annotations.Nullable;

/** Constants of enums, which tables hold by their names. */
public final class Constants {

    private Constants() {}

    /**
     * The constant of this name.
     *
     * @throws RepositoryException if there is none: a newer version of Rollcall wrote it
     */
    public static <E extends Enum<E>> E constant(Class<E> type, String table, String column, String name) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw unknown(table, column, name);
        }
    }

    /** As {@link #constant}; null for null. */
    public static <E extends Enum<E>> @Nullable E constantOrNull(
            Class<E> type, String table, String column, @Nullable String name) {
        return name == null ? null : constant(type, table, column, name);
    }

    /** The name that is stored; null for null. */
    public static @Nullable String nameOrNull(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    /** The exception for a value that this version does not know. */
    public static RepositoryException unknown(String table, String column, String value) {
        return new RepositoryException(
                "Column " + column + " of " + table + " holds '" + value
                        + "', which this version of Rollcall does not know: it was edited, or a newer version wrote it",
                null);
    }
}

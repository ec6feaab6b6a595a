package dev.rollcall.jdbc.internal;

import java.sql.BatchUpdateException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What an error of the database means for whoever caused it. All that is known of SQL states is here. */
public final class SqlErrors {

    private static final String UNIQUE_VIOLATION = "23505";

    /** Ours: of all states of bad data, one that is nobody else's. */
    private static final String DROPPED = "22R01";

    /** A deadlock, a transaction that cannot be serialised, a lock that was not given in time; of PostgreSQL, of H2. */
    private static final Set<String> BUSY = Set.of("55P03", "HYT00", "90131");

    /** Classes of SQL states: connection, authentication, database name, resources, operator. */
    private static final Set<String> ABOUT_THE_CONNECTION = Set.of("08", "28", "3D", "53", "57");

    private SqlErrors() {}

    /** What to do about an error. */
    public enum Kind {
        /** The database refuses this change: a constraint, a value that does not fit. */
        REFUSED,
        /** Somebody else was in the way: a deadlock, a lock that was not given in time. */
        BUSY,
        /** The connection is gone, and whether anything was committed is not known. */
        LOST,
        /** The database cannot work. */
        DOWN
    }

    /**
     * What an error means.
     *
     * @param writing whether it came while changes were written, so that it may be about one of them: triggers have
     *     error codes of their own making
     */
    public static Kind kind(SQLException error, boolean writing) {
        String state = state(error);
        if (isBusy(state)) {
            return Kind.BUSY;
        }
        // 25P03: the database ended a transaction that was silent for too long.
        if (state.startsWith("08")
                || state.startsWith("57P")
                || state.equals("25P03")
                || state.equals("90067")
                || state.equals("90098")
                || state.equals("90121")) {
            return Kind.LOST;
        }
        if (state.startsWith("22") || state.startsWith("23") || state.startsWith("44")) {
            return Kind.REFUSED;
        }
        return writing && isAboutOneChange(state) ? Kind.REFUSED : Kind.DOWN;
    }

    private static boolean isBusy(String state) {
        return state.startsWith("40") || BUSY.contains(state);
    }

    /** 42501: a row that may not be written. 54000: a value too long for an index. 90044: a trigger of H2. */
    private static boolean isAboutOneChange(String state) {
        boolean general = state.isEmpty()
                || state.startsWith("25")
                || state.startsWith("42")
                || state.startsWith("53")
                || state.startsWith("54")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.startsWith("90")
                || state.startsWith("HY")
                || state.startsWith("XX");
        return !general || state.equals("42501") || state.equals("54000") || state.equals("90044");
    }

    /** The error that a trigger or a rule does not throw which makes nothing, or the old, of what was to be written. */
    public static SQLException dropped() {
        return new SQLDataException("The database dropped a change without a word", DROPPED);
    }

    /** Whether a value that has to be unique is there already. */
    public static boolean isUniqueViolation(SQLException error) {
        return state(error).equals(UNIQUE_VIOLATION);
    }

    /** Whether somebody else has locked, or meanwhile inserted, the row that was asked for. */
    public static boolean isTakenMeanwhile(SQLException error) {
        return isBusy(state(error)) || isUniqueViolation(error);
    }

    /** Whether the message quotes neither a row nor a statement: the connection is what failed. */
    static boolean isFreeOfData(SQLException error) {
        String state = state(error);
        // 57014: a statement that was cancelled, which H2 quotes.
        return ABOUT_THE_CONNECTION.contains(state.substring(0, Math.min(2, state.length())))
                && !state.equals("57014")
                && !(error instanceof BatchUpdateException);
    }

    /** The SQL state; empty where there is none. */
    public static String state(SQLException error) {
        return Objects.requireNonNullElse(first(error).getSQLState(), "");
    }

    /**
     * The first error of a batch of statements; H2 goes on behind it, and PostgreSQL's driver puts the statement before
     * it.
     */
    static SQLException first(SQLException error) {
        SQLException cause = error;
        while (cause instanceof BatchUpdateException && cause.getNextException() != null) {
            cause = cause.getNextException();
        }
        return cause;
    }

    /**
     * Why the database refuses something, without anybody's data: its message is in whatever language and may quote the
     * row, so all that is taken from it are names that are known to belong to the table.
     */
    public static String reason(SQLException error, List<String> knownNames) {
        String state = state(error);
        if (state.equals(DROPPED)) {
            return "a trigger or rule of the database drops or undoes it";
        }
        // H2 adds the whole statement, in which there are names that have nothing to do with the error.
        String message = String.valueOf(first(error).getMessage()).split("; SQL statement:", 2)[0];
        String what = switch (state) {
            case UNIQUE_VIOLATION -> "a value must be unique and is taken";
            case "23502" -> "a column must have a value";
            case "23503", "23506" -> "a row that is referred to is missing";
            case "23513", "23514" -> "a check is not passed";
            case "22001" -> "a value is too long";
            case "54000" -> "a value is too long for an index";
            case "P0001", "90044" -> "a trigger of the database refuses it";
            default -> "the database refuses it";
        };
        String name = named(message, knownNames).map(found -> found + ", ").orElse("");
        return what + " (" + name + "SQL state " + state + ")";
    }

    /** The longest of the names that the message holds, constraints and indexes being listed before columns. */
    private static Optional<String> named(String message, List<String> knownNames) {
        return knownNames.stream()
                .filter(name -> holds(message, name))
                .max(Comparator.comparingInt(String::length)
                        .thenComparing(knownNames::indexOf, Comparator.reverseOrder()));
    }

    private static boolean holds(String message, String name) {
        for (int at = message.indexOf(name); at >= 0; at = message.indexOf(name, at + 1)) {
            boolean starts = at == 0 || !Character.isJavaIdentifierPart(message.charAt(at - 1));
            int end = at + name.length();
            if (starts && (end == message.length() || !Character.isJavaIdentifierPart(message.charAt(end)))) {
                return true;
            }
        }
        return false;
    }
}

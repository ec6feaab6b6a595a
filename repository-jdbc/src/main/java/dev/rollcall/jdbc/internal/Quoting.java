package dev.rollcall.jdbc.internal;

/** Names and texts as they stand in SQL. */
public final class Quoting {

    private Quoting() {}

    /** A name as the database has it, quoted. */
    public static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A text as a literal. */
    public static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}

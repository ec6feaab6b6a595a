package dev.rollcall.jdbc.internal.users;

import dev.rollcall.jdbc.internal.Quoting;
import java.sql.Types;
import java.util.Locale;
import java.util.Set;

/**
 * A column as the database describes it.
 *
 * @param name as the database spells it
 * @param type a constant of {@link Types}
 * @param typeName the database's own word for the type
 * @param size how many characters it takes
 * @param required whether it has to have a value
 * @param filled whether the database fills it where an insert leaves it out
 * @param generated whether it cannot be written
 */
record TableColumn(
        String name, int type, String typeName, int size, boolean required, boolean filled, boolean generated) {

    private static final Set<String> TEXTS = Set.of(
            "varchar", "text", "citext", "character varying", "varchar_ignorecase", "character large object", "clob");
    private static final Set<String> WHOLE_NUMBERS =
            Set.of("int2", "int4", "int8", "serial", "bigserial", "smallint", "integer", "bigint");
    private static final Set<String> BOOLEANS = Set.of("bool", "boolean");
    private static final Set<String> MOMENTS = Set.of("timestamptz", "timestamp with time zone");
    private static final Set<String> FIXED_TEXTS = Set.of("bpchar", "character", "char");

    String quoted() {
        return Quoting.quoted(name);
    }

    /** The type without the schema that PostgreSQL names where it is not on the search path. */
    private String kind() {
        String kind = typeName.toLowerCase(Locale.ROOT);
        return kind.endsWith(".\"citext\"") ? "citext" : kind;
    }

    /** Whether texts of any length come back as they were written. */
    boolean isText() {
        return TEXTS.contains(kind());
    }

    /** Whether texts are compared character by character, and not without regard to case. */
    boolean isExactText() {
        return isText() && !kind().equals("citext") && !kind().equals("varchar_ignorecase");
    }

    boolean isFixedText() {
        return FIXED_TEXTS.contains(kind());
    }

    boolean isWholeNumber() {
        return WHOLE_NUMBERS.contains(kind());
    }

    boolean isBoolean() {
        return BOOLEANS.contains(kind());
    }

    boolean isUuid() {
        return kind().equals("uuid");
    }

    boolean isMoment() {
        return MOMENTS.contains(kind());
    }

    /** An enumeration that the database defines: its values are texts, which are compared with literals. */
    boolean isEnumeration() {
        return !isText()
                && !isFixedText()
                && (type == Types.VARCHAR || type == Types.CHAR || kind().startsWith("enum"));
    }

    /** The type as it stands in DDL. */
    String ddlType() {
        if (isEnumeration() && !typeName.startsWith("\"") && !typeName.contains("(")) {
            return Quoting.quoted(typeName);
        }
        boolean sized = (isText() || isFixedText()) && size > 0 && size < 1_000_000;
        return sized ? typeName + "(" + size + ")" : typeName;
    }
}

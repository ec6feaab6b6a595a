package dev.rollcall.jdbc.internal.users;

import dev.rollcall.jdbc.internal.Texts;
import java.sql.Types;
import java.util.Optional;

/** The types that an account's id may have. */
enum IdType {
    /** Whole numbers of 16 bits. */
    SMALLINT("smallint") {
        @Override
        Object fromText(String text) {
            return Short.valueOf(text);
        }
    },
    /** Whole numbers of 32 bits. */
    INTEGER("integer") {
        @Override
        Object fromText(String text) {
            return Integer.valueOf(text);
        }
    },
    /** Whole numbers of 64 bits. */
    BIGINT("bigint") {
        @Override
        Object fromText(String text) {
            return Long.valueOf(text);
        }
    },
    /** UUIDs. */
    UUID("uuid") {
        @Override
        Object fromText(String text) {
            return java.util.UUID.fromString(text);
        }
    },
    /** Texts. */
    TEXT("varchar") {
        @Override
        Object fromText(String text) {
            if (!Texts.isStorable(text)) {
                throw new IllegalArgumentException("A character in it cannot be stored");
            }
            return text;
        }
    };

    private final String array;

    IdType(String array) {
        this.array = array;
    }

    static Optional<IdType> of(TableColumn column) {
        if (column.isWholeNumber()) {
            return Optional.of(
                    switch (column.type()) {
                        case Types.SMALLINT -> SMALLINT;
                        case Types.INTEGER -> INTEGER;
                        default -> BIGINT;
                    });
        }
        if (column.isUuid()) {
            return Optional.of(UUID);
        }
        return column.isExactText() ? Optional.of(TEXT) : Optional.empty();
    }

    /** The name of the type in an array. */
    String array() {
        return array;
    }

    /**
     * The value with this text.
     *
     * @throws IllegalArgumentException if there is none
     */
    abstract Object fromText(String text);

    /** The value with exactly this text; nothing where no id can have it. */
    Optional<Object> parse(String text) {
        try {
            Object value = fromText(text);
            return value.toString().equals(text) ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

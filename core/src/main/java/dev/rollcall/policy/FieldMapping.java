package dev.rollcall.policy;

import dev.rollcall.identity.NameFolding;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How one field of an account follows the directory (R18 to R20). Immutable; each method returns a copy. */
public final class FieldMapping {

    private final String field;
    private final ValueSource source;
    private final MappingMode mode;
    private final boolean sensitive;
    private final int maxLength;
    private final @Nullable Predicate<String> valid;
    private final String validMeans;

    private FieldMapping(
            String field,
            ValueSource source,
            MappingMode mode,
            boolean sensitive,
            int maxLength,
            @Nullable Predicate<String> valid,
            String validMeans) {
        this.field = field;
        this.source = source;
        this.mode = mode;
        this.sensitive = sensitive;
        this.maxLength = maxLength;
        this.valid = valid;
        this.validMeans = validMeans;
    }

    /**
     * Returns the mapping of a field that always follows the directory, of any length, and may be recorded.
     *
     * @param field the name by which the user repository knows the field
     */
    public static FieldMapping of(String field, ValueSource source) {
        if (NameFolding.isBlank(field)) {
            throw new IllegalArgumentException("A field's name must not be blank");
        }
        return new FieldMapping(
                field,
                Objects.requireNonNull(source, "source"),
                MappingMode.ALWAYS,
                false,
                Integer.MAX_VALUE,
                null,
                "");
    }

    /** Returns a copy with this mode. */
    public FieldMapping mode(MappingMode value) {
        return new FieldMapping(
                field, source, Objects.requireNonNull(value, "mode"), sensitive, maxLength, valid, validMeans);
    }

    /** Returns a copy whose values appear in no log, audit event, report or error. */
    public FieldMapping asSensitive() {
        return new FieldMapping(field, source, mode, true, maxLength, valid, validMeans);
    }

    /**
     * Returns a copy that rejects longer values instead of cutting them (R20).
     *
     * @param codePoints the longest value, in Unicode code points; at least 1
     */
    public FieldMapping maxLength(int codePoints) {
        if (codePoints < 1) {
            throw new IllegalArgumentException("A length limit must be at least 1, not " + codePoints);
        }
        return new FieldMapping(field, source, mode, sensitive, codePoints, valid, validMeans);
    }

    /**
     * Returns a copy that rejects malformed values (R20).
     *
     * @param test says whether a value is well formed; pure
     * @param means what a well-formed value is, for the audit: "an e-mail address"
     */
    public FieldMapping valid(Predicate<String> test, String means) {
        return new FieldMapping(
                field,
                source,
                mode,
                sensitive,
                maxLength,
                Objects.requireNonNull(test, "test"),
                Objects.requireNonNull(means, "means"));
    }

    /** The name by which the user repository knows the field. */
    public String field() {
        return field;
    }

    /** Where the value comes from. */
    public ValueSource source() {
        return source;
    }

    /** When the field follows the directory. */
    public MappingMode mode() {
        return mode;
    }

    /** Whether the values are kept out of every record. */
    public boolean isSensitive() {
        return sensitive;
    }

    /** Says why a value must be rejected, in words that do not repeat it; nothing where it may be applied. */
    public Optional<String> objectionTo(String value) {
        int length = value.codePointCount(0, value.length());
        if (length > maxLength) {
            return Optional.of("the value of '" + field + "' has " + length + " characters, more than the " + maxLength
                    + " that the host allows");
        }
        boolean passes;
        try {
            passes = valid == null || valid.test(value);
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of("the host's test of '" + field + "' failed with "
                    + e.getClass().getName());
        }
        return passes ? Optional.empty() : Optional.of("the value of '" + field + "' is not " + validMeans);
    }
}

package dev.rollcall.audit;

import dev.rollcall.identity.NameFolding;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field of an account before and after. The field names {@link #USERNAME} and {@link #EXTERNAL_ID} stand for the
 * account's own.
 *
 * @param field the field's name
 * @param before the value before; null where there was none
 * @param after the value after; null where the field is cleared
 * @param sensitive whether the host wants the values kept out of every record; {@link #toString()} hides them then
 */
public record FieldChange(
        String field, @Nullable String before, @Nullable String after, boolean sensitive) {

    /** The name that stands for the account's username. */
    public static final String USERNAME = "username";

    /** The name that stands for the account's external id. */
    public static final String EXTERNAL_ID = "externalId";

    /** What stands in place of a sensitive value. */
    public static final String MASK = "***";

    public FieldChange {
        Objects.requireNonNull(field, "field");
    }

    /** Whether this is a new username, and not just the same one in another spelling (R14). */
    public boolean isRename() {
        return field.equals(USERNAME)
                && before != null
                && after != null
                && !NameFolding.fold(before).equals(NameFolding.fold(after));
    }

    /** Returns this change as it may be recorded: with the values masked if it is sensitive. */
    public FieldChange masked() {
        return sensitive
                ? new FieldChange(field, before == null ? null : MASK, after == null ? null : MASK, true)
                : this;
    }

    @Override
    public String toString() {
        return field + ": " + shown(before) + " -> " + shown(after);
    }

    private String shown(@Nullable String value) {
        return value == null ? "(none)" : sensitive ? MASK : "'" + value + "'";
    }
}

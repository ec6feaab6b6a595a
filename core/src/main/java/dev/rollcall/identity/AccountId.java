package dev.rollcall.identity;

import java.util.Objects;

/**
 * The host's own identifier of an account, as text: a number, a UUID, whatever the host's table uses as its key. Opaque
 * to the engine, compared exactly.
 *
 * @param value the text; never blank
 */
public record AccountId(String value) {

    /** @throws IllegalArgumentException if {@code value} is blank */
    public AccountId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("An account id must not be blank");
        }
    }

    /**
     * Returns the id with this text.
     *
     * @throws IllegalArgumentException if {@code value} is blank
     */
    public static AccountId of(String value) {
        return new AccountId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

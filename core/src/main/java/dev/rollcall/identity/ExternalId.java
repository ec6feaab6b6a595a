package dev.rollcall.identity;

import java.util.Objects;

/**
 * The directory's own immutable identifier of a person: an objectGUID, an entryUUID, an Entra object id, an Okta user
 * id, a column of a file. Compared exactly, character by character (R13); each provider documents the one canonical
 * text form it delivers.
 *
 * @param value the canonical text; never blank
 */
public record ExternalId(String value) implements Comparable<ExternalId> {

    /** @throws IllegalArgumentException if {@code value} is blank */
    public ExternalId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("An external id must not be blank; leave it out where there is none");
        }
    }

    /**
     * Returns the id with this text.
     *
     * @throws IllegalArgumentException if {@code value} is blank
     */
    public static ExternalId of(String value) {
        return new ExternalId(value);
    }

    /** Orders by code point, the order in which R31 breaks ties. */
    @Override
    public int compareTo(ExternalId other) {
        return CodePointOrder.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

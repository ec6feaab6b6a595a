package dev.rollcall.identity;

import java.util.Objects;

/**
 * The name by which a host knows a directory. It owns the accounts that the directory manages, so it must be unique in
 * the host and must never change, whatever becomes of the directory's address, credentials or scope.
 *
 * @param value the name; never blank, and never {@code local}, which stands for accounts that no directory owns
 */
public record DirectoryName(String value) {

    /** @throws IllegalArgumentException if {@code value} is blank or {@code local} in any letter case */
    public DirectoryName {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || !value.equals(value.strip())) {
            throw new IllegalArgumentException("A directory's name must not be blank or padded with spaces");
        }
        if (value.equalsIgnoreCase("local")) {
            throw new IllegalArgumentException(
                    "'local' stands for accounts that no directory owns; give the directory another name");
        }
    }

    /**
     * Returns the directory name with this text.
     *
     * @throws IllegalArgumentException if {@code value} is blank, padded, or {@code local}
     */
    public static DirectoryName of(String value) {
        return new DirectoryName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

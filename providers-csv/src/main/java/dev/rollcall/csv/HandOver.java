package dev.rollcall.csv;

import dev.rollcall.AccountActs;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.Username;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a {@link HandOverFile}: an account that changes hands, and possibly its name.
 *
 * @param line the line of the file in which the row begins, counted from 1
 * @param existing the username that the account has; never blank
 * @param newName the username that it is to have; null to keep the one it has
 * @param target the directory that is to own it; null to make it local
 */
public record HandOver(
        long line,
        Username existing,
        @Nullable Username newName,
        @Nullable DirectoryName target) {

    public HandOver {
        Objects.requireNonNull(existing, "existing");
    }

    /** Returns the row as the engine's acts take it. */
    public AccountActs.HandOver toAct() {
        return new AccountActs.HandOver(existing, newName, target);
    }
}

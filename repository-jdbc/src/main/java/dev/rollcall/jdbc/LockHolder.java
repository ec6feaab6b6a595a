package dev.rollcall.jdbc;

import dev.rollcall.identity.DirectoryName;
import java.time.Instant;
import java.util.Objects;

/**
 * Who runs a directory right now, for a screen. Immutable.
 *
 * @param directory which directory
 * @param name the holder, in words for an administrator: host, process and thread
 * @param token the token of the holder's lease
 * @param until when the lease ends unless it is renewed, by the database's clock
 */
public record LockHolder(DirectoryName directory, String name, long token, Instant until) {

    public LockHolder {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(until, "until");
    }
}

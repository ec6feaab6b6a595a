package dev.rollcall.ldap.internal.connection;

import dev.rollcall.directory.DirectoryUnavailableException;

/** What becomes of a thread that was interrupted while it waited for a server. */
final class Interruption {

    private Interruption() {}

    /**
     * Restores the flag and asks the read's time first, which knows why the read was given up.
     *
     * @return what to throw if nobody has a better reason
     */
    static DirectoryUnavailableException of(String server, RunTime time, Exception cause) {
        Thread.currentThread().interrupt();
        time.check();
        return new DirectoryUnavailableException("Waiting for " + server + " was broken off by an interrupt", cause);
    }
}

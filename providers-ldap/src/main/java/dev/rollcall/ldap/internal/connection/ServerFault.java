package dev.rollcall.ldap.internal.connection;

import dev.rollcall.directory.DirectoryException;

/** Why one server could not be used, although another one may be. */
final class ServerFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final DirectoryException told;

    ServerFault(DirectoryException told) {
        super(told);
        this.told = told;
    }

    /** The failure, in words for an administrator. */
    DirectoryException told() {
        return told;
    }
}

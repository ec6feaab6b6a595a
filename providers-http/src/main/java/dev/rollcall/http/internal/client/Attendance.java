package dev.rollcall.http.internal.client;

/** Whether somebody waits for what comes of asking a service, and should hear soon of what was mistyped. */
public enum Attendance {
    /**
     * Nobody waits, as at night: a host whose name is not known is asked for again, since the DNS mostly knows it some
     * seconds later.
     */
    UNATTENDED,
    /**
     * Somebody waits, as at a validation: a host whose name is not known, and that never answered, is not asked for
     * again.
     */
    ATTENDED
}

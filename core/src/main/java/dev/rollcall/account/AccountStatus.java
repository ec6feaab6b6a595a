package dev.rollcall.account;

/** The two states of an account. Only these, and only {@link #ACTIVE} takes a seat of the licence. */
public enum AccountStatus {
    /** May be used; takes a seat. */
    ACTIVE,
    /** May not be used; takes none. */
    BLOCKED
}

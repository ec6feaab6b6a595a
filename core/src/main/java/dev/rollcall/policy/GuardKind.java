package dev.rollcall.policy;

/** What a guard counts (R33). */
public enum GuardKind {
    /** Accounts going from active to blocked, against the directory's active accounts. */
    BLOCKS("accounts to block", "active accounts"),
    /** Accounts renamed, respelled or relinked, against the accounts whose person was read. */
    RENAMES("accounts to rename or relink", "accounts whose person was read"),
    /** Accounts in which one and the same field is cleared, against the accounts whose person was read. */
    CLEARS("accounts in which one field would be cleared", "accounts whose person was read"),
    /** People rejected who were not rejected in the last run that finished, against the people read. */
    REJECTIONS("people newly rejected", "people read");

    private final String counted;
    private final String base;

    GuardKind(String counted, String base) {
        this.counted = counted;
        this.base = base;
    }

    /** What is counted, in words. */
    public String counted() {
        return counted;
    }

    /** What it is compared with, in words. */
    public String base() {
        return base;
    }
}

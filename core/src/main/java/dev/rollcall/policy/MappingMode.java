package dev.rollcall.policy;

/** When a mapped field follows the directory (R19). */
public enum MappingMode {
    /** Always: a local edit is reverted, and a value that is gone in the directory clears the field. The default. */
    ALWAYS,
    /** When the account is created, and never again. */
    ON_CREATE,
    /** Whenever the directory has a value; never cleared. */
    WHEN_PRESENT
}

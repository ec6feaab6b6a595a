package dev.rollcall.plan;

/** Why a person was rejected, or part of a change refused. A closed list; the reason of the step says it in words. */
public enum RefusalCode {
    /** The provider could not read the person (R5). */
    UNREADABLE,
    /** The person has no external id and cannot be identified (R5). */
    NO_EXTERNAL_ID,
    /** The person has no match key (R5). */
    NO_MATCH_KEY,
    /** The mapping gives the person no username (R5). */
    NO_USERNAME,
    /** The match key or username holds characters that no name may hold (R5, R13). */
    MALFORMED_NAME,
    /**
     * A value is longer than the host allows, not what the host calls well formed, or the host's function failed (R20).
     */
    VALUE_REJECTED,
    /** Another person has the same match key or username (R12). */
    DUPLICATE_MATCH_KEY,
    /** Two entries with this external id say different things (R12). */
    DUPLICATE_EXTERNAL_ID,
    /** Two accounts of the directory have this external id, or this username (R12). */
    DUPLICATE_ACCOUNT,
    /** An account that keeps it has the username (R10, R14). */
    USERNAME_TAKEN,
    /** The account with this username belongs to another external id (R11). */
    IDENTITY_MISMATCH,
    /** A local account holds the person's external id (R9). */
    HELD_LOCALLY,
    /** The account is protected (R27). */
    PROTECTED,
    /** The repository refused the change (R39). */
    REFUSED_BY_REPOSITORY,
    /** Somebody else changed the account meanwhile (R40). */
    CHANGED_MEANWHILE
}

package dev.rollcall.plan;

/** Plain counts of what was done, beside the one result of each person (R41). */
public enum Count {
    /** Accounts created, with a seat or waiting. */
    CREATED,
    /** Accounts that received an external id. */
    LINKED,
    /** Accounts whose external id was replaced. */
    RELINKED,
    /** Accounts with another name; another spelling of the same one is an update. */
    RENAMED,
    /** Accounts in which some mapped field, the name or the external id changed: the documents' "updated". */
    UPDATED,
    /** Fields that changed, usernames and external ids not counted. */
    FIELDS_CHANGED,
    /** Accounts that went from active to blocked: the documents' "disabled". */
    BLOCKED,
    /** Blocked accounts with another reason now. */
    REASONS_CHANGED,
    /** Accounts that went from blocked to active. */
    ACTIVATED,
    /** Accounts of absent people that were blocked, or whose reason became the absence. */
    REMOVED,
    /** Blocks that did not happen because the account is protected. */
    VETOED,
    /** Rejections and refusals that stood in the last run too, and were not written again. */
    STANDING
}

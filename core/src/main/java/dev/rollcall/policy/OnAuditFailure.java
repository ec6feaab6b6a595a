package dev.rollcall.policy;

/** What a run does when the audit sink fails (R43). Either way the report tells. */
public enum OnAuditFailure {
    /** Stop after what is already committed. The default: an unaudited change is worse than a late one. */
    STOP,
    /** Go on. */
    CONTINUE
}

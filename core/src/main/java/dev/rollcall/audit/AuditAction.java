package dev.rollcall.audit;

/** What an audit event tells of. A closed list; {@link #isChange()} tells which of them come with a write. */
public enum AuditAction {
    /** A run began. */
    RUN_STARTED,
    /** A run ended; the event carries its outcome and figures. */
    RUN_FINISHED,
    /** A permission for one run was used: an approval, a raised guard, an empty snapshot believed. */
    PERMISSION_USED,
    /** An account was created. */
    CREATED,
    /** Mapped fields of an account changed, its username or its external id among them. */
    UPDATED,
    /** An active account was blocked. */
    BLOCKED,
    /** An account that was blocked before is now blocked for another reason. */
    REASON_CHANGED,
    /** A blocked account was activated. */
    ACTIVATED,
    /** A person waits for a licence. */
    WAITING,
    /** A person was rejected: nothing could be done for them. */
    REJECTED,
    /** Part of what should have been done for a person was refused. */
    REFUSED,
    /** A block was vetoed, because the account is protected. */
    VETOED,
    /** An absent person's grace began, or ended with their return. */
    ABSENCE_NOTED,
    /** Nothing changed; recorded only where the host asks for an event for each person. */
    UNCHANGED,
    /** Something that an administrator should look at, of no single person. */
    WARNING,
    /** An administrator handed an account over to a directory. */
    HANDED_OVER,
    /** An administrator made an account local. */
    MADE_LOCAL,
    /** An administrator gave an account the external id of a person created again. */
    RELINKED,
    /** An administrator put an external id on the ignore list, or took it off. */
    IGNORE_LIST_CHANGED,
    /** Old events were removed from the audit log (R42). */
    LOG_PURGED;

    /** Whether an event of this kind tells of a write to the user repository. */
    public boolean isChange() {
        return switch (this) {
            case CREATED,
                    UPDATED,
                    BLOCKED,
                    REASON_CHANGED,
                    ACTIVATED,
                    ABSENCE_NOTED,
                    HANDED_OVER,
                    MADE_LOCAL,
                    RELINKED -> true;
            case RUN_STARTED,
                    RUN_FINISHED,
                    PERMISSION_USED,
                    WAITING,
                    REJECTED,
                    REFUSED,
                    VETOED,
                    UNCHANGED,
                    WARNING,
                    IGNORE_LIST_CHANGED,
                    LOG_PURGED -> false;
        };
    }
}

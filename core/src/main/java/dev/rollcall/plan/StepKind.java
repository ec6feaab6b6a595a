package dev.rollcall.plan;

import dev.rollcall.audit.AuditAction;

/** What a step does. A closed list. */
public enum StepKind {
    /** Creates an account with a seat. */
    CREATE(AuditAction.CREATED),
    /** Links, renames an account, or changes its fields. */
    UPDATE(AuditAction.UPDATED),
    /** Blocks an active account. */
    BLOCK(AuditAction.BLOCKED),
    /** Gives a blocked account the reason that holds today. */
    CHANGE_REASON(AuditAction.REASON_CHANGED),
    /** Activates a blocked account. */
    ACTIVATE(AuditAction.ACTIVATED),
    /** Creates an account blocked, makes a returning one wait, or lets a waiting one wait on, for want of a seat. */
    WAIT(AuditAction.WAITING),
    /** Notes that a person is missed, or back, where the host grants a grace. */
    NOTE_ABSENCE(AuditAction.ABSENCE_NOTED),
    /** Rejects a person altogether. */
    REJECT(AuditAction.REJECTED),
    /** Refuses part of what should be done for a person. */
    REFUSE(AuditAction.REFUSED),
    /** Does not block an account that is protected. */
    VETO(AuditAction.VETOED),
    /** Leaves everything as it is; only planned where the host asks for an event for each person. */
    LEAVE(AuditAction.UNCHANGED);

    private final AuditAction action;

    StepKind(AuditAction action) {
        this.action = action;
    }

    /** How the audit log calls it. */
    public AuditAction action() {
        return action;
    }

    /** Whether a step of this kind tells of something that could not be done. */
    public boolean isFailure() {
        return this == REJECT || this == REFUSE || this == VETO;
    }
}

package dev.rollcall.rules;

/**
 * The rules of reconciliation, by their numbers in {@code docs/rules.md}. Steps, audit events, reports and tests name
 * them, so that whoever asks why an account was blocked gets a rule for an answer.
 */
public enum Rule {
    /** Absence is decided from a complete snapshot only. */
    R1("absence is decided from a complete snapshot only"),
    /** A snapshot with nobody in it is not believed. */
    R2("a snapshot with nobody in it is not believed"),
    /** Every chosen group and unit is looked up first. */
    R3("every chosen group and unit is looked up first"),
    /** A person reached several times is one person. */
    R4("a person reached several times is one person"),
    /** One unreadable person is rejected alone. */
    R5("one unreadable person is rejected alone"),
    /** An activity that was not delivered is unknown. */
    R6("an activity that was not delivered is unknown"),
    /** The directory is closed before the first write. */
    R7("the directory is closed before the first write"),
    /** Same owner and same external id: same person. */
    R8("same owner and same external id: same person"),
    /** An account without external id is linked by its username. */
    R9("an account without external id is linked by its username"),
    /** Accounts of others are never touched. */
    R10("accounts of others are never touched"),
    /** A different external id is somebody else. */
    R11("a different external id is somebody else"),
    /** People who share a key are not told apart by it. */
    R12("people who share a key are not told apart by it"),
    /** How names are compared. */
    R13("how names are compared"),
    /** A changed username renames the account. */
    R14("a changed username renames the account"),
    /** A changed id scheme is not taken for new people. */
    R15("a changed id scheme is not taken for new people"),
    /** Active and without account: created. */
    R16("active and without account: created"),
    /** Inactive and without account: nothing. */
    R17("inactive and without account: nothing"),
    /** Mapped fields follow the directory. */
    R18("mapped fields follow the directory"),
    /** A field may be mapped on creation only, or never cleared. */
    R19("a field may be mapped on creation only, or never cleared"),
    /** A value that is missing everywhere, too long or malformed is not applied. */
    R20("a value that is missing everywhere, too long or malformed is not applied"),
    /** Inactive in the directory: blocked. */
    R21("inactive in the directory: blocked"),
    /** Removed from scope: blocked. */
    R22("removed from scope: blocked"),
    /** Nothing is ever deleted. */
    R23("nothing is ever deleted"),
    /** Waiting for a licence: activated with the next seat. */
    R24("waiting for a licence: activated with the next seat"),
    /** Back in scope and active: activated. */
    R25("back in scope and active: activated"),
    /** A manual block stays. */
    R26("a manual block stays"),
    /** A protected account is not blocked. */
    R27("a protected account is not blocked"),
    /** Credentials are never read. */
    R28("credentials are never read"),
    /** No seat: blocked, waiting for a licence. */
    R29("no seat: blocked, waiting for a licence"),
    /** How many seats are free. */
    R30("how many seats are free"),
    /** The order in which seats are granted. */
    R31("the order in which seats are granted"),
    /** Never more seats than the limit. */
    R32("never more seats than the limit"),
    /** A plan beyond a guard is held. */
    R33("a plan beyond a guard is held"),
    /** A dry run writes nothing. */
    R34("a dry run writes nothing"),
    /** An unchanged world is not written to. */
    R35("an unchanged world is not written to"),
    /** The order of reading does not matter. */
    R36("the order of reading does not matter"),
    /** One run per directory at a time. */
    R37("one run per directory at a time"),
    /** A run that dies leaves nothing half done. */
    R38("a run that dies leaves nothing half done"),
    /** One refused account does not stop the others. */
    R39("one refused account does not stop the others"),
    /** Somebody else's change is not overwritten. */
    R40("somebody else's change is not overwritten"),
    /** Every step is recorded. */
    R41("every step is recorded"),
    /** The audit log can be searched and exported. */
    R42("the audit log can be searched and exported"),
    /** A failing audit log never corrupts a run. */
    R43("a failing audit log never corrupts a run"),
    /** A sync runs on a schedule and on demand. */
    R44("a sync runs on a schedule and on demand"),
    /** A directory can be validated first. */
    R45("a directory can be validated first"),
    /** An administrator's acts are explicit and audited. */
    R46("an administrator's acts are explicit and audited");

    private final String title;

    Rule(String title) {
        this.title = title;
    }

    /** What the rule says, in a few words. */
    public String title() {
        return title;
    }
}

package dev.rollcall.examples.shipyard;

/** The yard's own words for who may log in. */
enum StaffStatus {
    /** May log in, and takes a seat of the licence. */
    ACTIVE,
    /** May not log in for the time being. */
    SUSPENDED,
    /** Will not come back. The yard's own people say so; for the sync this is a block that is not its own (R26). */
    RETIRED
}

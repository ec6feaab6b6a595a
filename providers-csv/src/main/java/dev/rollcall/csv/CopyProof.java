package dev.rollcall.csv;

/** Something beside the data that proves it complete (R1), and can be checked before a single row is parsed. */
interface CopyProof {

    /** What it is called in messages. */
    String name();

    /**
     * Checks a copy of the data.
     *
     * @return what is proved, for the record
     * @throws dev.rollcall.directory.DirectoryException if the proof is missing, or proves something else
     */
    String check(PrivateCopy copy);
}

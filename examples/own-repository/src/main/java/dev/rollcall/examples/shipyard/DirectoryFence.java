package dev.rollcall.examples.shipyard;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The highest token of a directory that a batch came with. */
@Entity
class DirectoryFence {

    @Id
    String directory;

    long token;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected DirectoryFence() {}

    DirectoryFence(String directory) {
        this.directory = directory;
    }
}

package dev.rollcall.examples.shipyard;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** How many of the staff may be active: one row. Whoever takes a seat locks it first, and counts then. */
@Entity
class Licence {

    static final int ONE_ROW = 1;

    @Id
    private int id = ONE_ROW;

    long seats;
}

/** A shipyard's application: its own staff table behind JPA, kept in step with a CSV file. */
@NullMarked
package dev.rollcall.examples.shipyard;

import org.jspecify.annotations.NullMarked;

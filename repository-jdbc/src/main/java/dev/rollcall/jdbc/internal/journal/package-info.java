/** The tables of the run journal. Not for hosts. */
@NullMarked
package dev.rollcall.jdbc.internal.journal;

import org.jspecify.annotations.NullMarked;

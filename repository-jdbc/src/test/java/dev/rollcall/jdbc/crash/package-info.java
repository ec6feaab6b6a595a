/** Processes that are killed, frozen, or many at once: real ones, over one database. */
@NullMarked
package dev.rollcall.jdbc.crash;

import org.jspecify.annotations.NullMarked;

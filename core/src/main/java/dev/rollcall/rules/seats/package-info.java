/** Seats of the licence: how many are free (R30) and who gets them first (R31). */
@NullMarked
package dev.rollcall.rules.seats;

import org.jspecify.annotations.NullMarked;

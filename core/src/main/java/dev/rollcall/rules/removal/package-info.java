/** Removed from scope: blocked (R22), after the grace that the host may grant. */
@NullMarked
package dev.rollcall.rules.removal;

import org.jspecify.annotations.NullMarked;

/**
 * Renames that depend on one another (R14): who gets the name they want, in which order, and which swap in one step.
 */
@NullMarked
package dev.rollcall.rules.names;

import org.jspecify.annotations.NullMarked;

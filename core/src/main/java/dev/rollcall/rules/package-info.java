/**
 * The rulebook: {@link dev.rollcall.rules.Rule} names every rule, and each package below holds one idea of it as pure
 * functions, without I/O, clock, logging or threads. {@code docs/rules.md} is the text.
 */
@NullMarked
package dev.rollcall.rules;

import org.jspecify.annotations.NullMarked;

/** What the rules about an account's status say: one word for the verdicts of {@code activity} and {@code removal}. */
@NullMarked
package dev.rollcall.rules.status;

import org.jspecify.annotations.NullMarked;

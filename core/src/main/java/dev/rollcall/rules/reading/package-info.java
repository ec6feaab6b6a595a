/**
 * From what was read to people who can be reconciled: repeats become one person (R4), the unreadable are told apart
 * (R5, R6).
 */
@NullMarked
package dev.rollcall.rules.reading;

import org.jspecify.annotations.NullMarked;

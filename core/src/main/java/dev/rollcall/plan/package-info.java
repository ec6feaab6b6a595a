/**
 * What a run would do, decided in full before anything is written (R33, R34): the steps, each with its rule and its
 * reason, the figures, and the explanation of what becomes of one person.
 */
@NullMarked
package dev.rollcall.plan;

import org.jspecify.annotations.NullMarked;

/** From an object of Graph to a person: what is asked for, ids, activity, values. */
@NullMarked
package dev.rollcall.entra.internal.people;

import org.jspecify.annotations.NullMarked;

/**
 * One run from the outside: what it is asked (a request with its permissions), how it may end, and what is remembered
 * of it from one run to the next.
 */
@NullMarked
package dev.rollcall.run;

import org.jspecify.annotations.NullMarked;

/** Requests, answers, and the seam through which they pass. */
@NullMarked
package dev.rollcall.http.internal.exchange;

import org.jspecify.annotations.NullMarked;

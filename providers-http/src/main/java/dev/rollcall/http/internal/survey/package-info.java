/** Counting people before the first run. */
@NullMarked
package dev.rollcall.http.internal.survey;

import org.jspecify.annotations.NullMarked;

/**
 * Room for a whole snapshot and a whole plan: in memory while small, in a private temporary file beyond. The rules see
 * lists that can be iterated again and do not know the difference.
 */
@NullMarked
package dev.rollcall.internal.spool;

import org.jspecify.annotations.NullMarked;

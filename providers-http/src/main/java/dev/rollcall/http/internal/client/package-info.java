/** Sending until there is an answer that counts: waiting, renewing, giving up. */
@NullMarked
package dev.rollcall.http.internal.client;

import org.jspecify.annotations.NullMarked;

/**
 * What a host may choose: how fields are mapped, how many seats there are, how far one run may go, what becomes of
 * absent and returning people. Immutable values; nothing here reads, writes or logs.
 */
@NullMarked
package dev.rollcall.policy;

import org.jspecify.annotations.NullMarked;

/**
 * From a scan and a snapshot to a plan, in bounded memory: compact indexes of both sides, and the passes that hand
 * facts to the rules and collect their steps. The decisions themselves are in {@code dev.rollcall.rules}.
 */
@NullMarked
package dev.rollcall.internal.planning;

import org.jspecify.annotations.NullMarked;

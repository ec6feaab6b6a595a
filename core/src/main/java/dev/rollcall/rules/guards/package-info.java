/** When a plan is held instead of applied: an empty snapshot (R2), or more than a guard lets pass (R33). */
@NullMarked
package dev.rollcall.rules.guards;

import org.jspecify.annotations.NullMarked;

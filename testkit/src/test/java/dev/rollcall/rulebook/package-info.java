/** The rules that planning decides, rule by rule, through the front door of the planning. */
@NullMarked
package dev.rollcall.rulebook;

import org.jspecify.annotations.NullMarked;

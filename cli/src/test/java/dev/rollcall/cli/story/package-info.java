/** How stories are told: days in their order, and what somebody at the command line does and sees on them. */
@NullMarked
package dev.rollcall.cli.story;

import org.jspecify.annotations.NullMarked;

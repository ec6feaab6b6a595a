/** The command line: a ready-made host for administrators. */
@NullMarked
package dev.rollcall.cli;

import org.jspecify.annotations.NullMarked;

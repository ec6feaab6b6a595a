/** What is printed: text for people, tables that fit the window, JSON for programs. */
@NullMarked
package dev.rollcall.cli.output;

import org.jspecify.annotations.NullMarked;

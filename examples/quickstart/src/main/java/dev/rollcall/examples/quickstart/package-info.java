/** The smallest host: a CSV file, a table in memory, one run. */
@NullMarked
package dev.rollcall.examples.quickstart;

import org.jspecify.annotations.NullMarked;

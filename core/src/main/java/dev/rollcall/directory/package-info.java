/**
 * The side people come from: what a person looks like as read, the SPI that reads them, and how a read proves that it
 * is complete (R1). Nothing here knows accounts.
 */
@NullMarked
package dev.rollcall.directory;

import org.jspecify.annotations.NullMarked;

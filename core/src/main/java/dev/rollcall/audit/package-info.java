/**
 * The record of what happened to whom and by which rule (R41 to R43): events, the SPI that stores them, and a few
 * sinks.
 */
@NullMarked
package dev.rollcall.audit;

import org.jspecify.annotations.NullMarked;

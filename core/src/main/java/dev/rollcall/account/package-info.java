/**
 * The host's side: what an account looks like to the engine, the SPI through which it is read and changed, and the
 * changes that it may be asked to make. There is no change that deletes (R23).
 */
@NullMarked
package dev.rollcall.account;

import org.jspecify.annotations.NullMarked;

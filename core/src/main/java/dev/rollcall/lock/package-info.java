/**
 * One run per directory at a time (R37): the lock, the lease it gives, and the fence that every batch of writes
 * carries.
 */
@NullMarked
package dev.rollcall.lock;

import org.jspecify.annotations.NullMarked;

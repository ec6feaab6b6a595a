/**
 * The contracts of the audit log, the lock and the journal tried out: on implementations that keep them, and on ones
 * that break a sentence of them each. In a package of its own, as an author's tests are.
 */
@NullMarked
package dev.rollcall.testkit.contracts;

import org.jspecify.annotations.NullMarked;

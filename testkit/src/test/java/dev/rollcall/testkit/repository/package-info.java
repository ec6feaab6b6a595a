/**
 * The contract of {@code UserRepository} tried out: on repositories that keep it, and on ones that break a sentence of
 * it each. In a package of its own, as a host's tests are.
 */
@NullMarked
package dev.rollcall.testkit.repository;

import org.jspecify.annotations.NullMarked;

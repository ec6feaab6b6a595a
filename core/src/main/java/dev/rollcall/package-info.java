/**
 * The front door: {@link dev.rollcall.SyncEngine} keeps a host's user table in step with a directory,
 * {@link dev.rollcall.run.SyncReport} says how it went, {@link dev.rollcall.AccountActs} is what an administrator may
 * do by hand, and {@link dev.rollcall.Reconciliation} tries a policy out on a handful of people.
 */
@NullMarked
package dev.rollcall;

import org.jspecify.annotations.NullMarked;

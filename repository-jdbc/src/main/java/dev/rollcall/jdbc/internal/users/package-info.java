/**
 * The host's users table: what it looks like, how accounts are read from it and how changes are made in it. Not for
 * hosts.
 */
@NullMarked
package dev.rollcall.jdbc.internal.users;

import org.jspecify.annotations.NullMarked;

/** Transactions, and what differs between databases. Not for hosts. */
@NullMarked
package dev.rollcall.jdbc.internal;

import org.jspecify.annotations.NullMarked;

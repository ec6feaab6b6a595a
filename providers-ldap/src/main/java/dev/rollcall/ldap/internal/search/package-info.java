/** Searches that come to their end or fail. */
@NullMarked
package dev.rollcall.ldap.internal.search;

import org.jspecify.annotations.NullMarked;

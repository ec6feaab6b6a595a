/** Which groups and units grant access, and to whom. */
@NullMarked
package dev.rollcall.ldap.internal.scope;

import org.jspecify.annotations.NullMarked;

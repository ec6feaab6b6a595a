/** Not for use by others. */
@NullMarked
package dev.rollcall.ldap.internal;

import org.jspecify.annotations.NullMarked;

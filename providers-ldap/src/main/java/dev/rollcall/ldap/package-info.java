/** Reads Active Directory and other LDAP servers; {@link dev.rollcall.ldap.LdapDirectoryProvider} is where to begin. */
@NullMarked
package dev.rollcall.ldap;

import org.jspecify.annotations.NullMarked;

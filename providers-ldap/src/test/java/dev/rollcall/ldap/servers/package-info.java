/** The provider on real servers: OpenLDAP and Samba's Active Directory, whole and damaged. */
@NullMarked
package dev.rollcall.ldap.servers;

import org.jspecify.annotations.NullMarked;

/** Which server is read, how the connection to it is protected, and who is asked to let us in. */
@NullMarked
package dev.rollcall.ldap.internal.connection;

import org.jspecify.annotations.NullMarked;

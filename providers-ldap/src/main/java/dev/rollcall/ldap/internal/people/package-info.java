/** What an entry says of a person. */
@NullMarked
package dev.rollcall.ldap.internal.people;

import org.jspecify.annotations.NullMarked;

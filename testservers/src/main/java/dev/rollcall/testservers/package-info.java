/**
 * Real directory servers on loopback, for tests: {@link dev.rollcall.testservers.OpenLdapServer} and
 * {@link dev.rollcall.testservers.SambaDomain}, a domain controller that speaks as Active Directory does. A test class
 * that needs one says so ({@link dev.rollcall.testservers.NeedsOpenLdap}, {@link dev.rollcall.testservers.NeedsSamba})
 * and is left out, loudly, where the server is not installed. All passwords here are made up, fixed, and good for
 * nothing else.
 */
@NullMarked
package dev.rollcall.testservers;

import org.jspecify.annotations.NullMarked;

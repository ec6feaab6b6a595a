/** Tests of connecting, protecting and logging in, against servers on the loopback interface. */
package dev.rollcall.ldap.internal.connection;

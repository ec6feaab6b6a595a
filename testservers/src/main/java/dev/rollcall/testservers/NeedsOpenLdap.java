package dev.rollcall.testservers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * These tests start an {@link OpenLdapServer}. Where slapd is not installed they are left out, and a line on
 * {@code System.err} says so; with the system property {@code rollcall.servers.required} set to {@code true} they fail
 * instead.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ServerCondition.OpenLdap.class)
public @interface NeedsOpenLdap {}

package dev.rollcall.testservers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * These tests start a {@link SambaDomain}. Where Samba's domain controller is not installed, or the user is not root,
 * they are left out, and a line on {@code System.err} says so; with the system property
 * {@code rollcall.servers.required} set to {@code true} they fail instead.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ServerCondition.Samba.class)
public @interface NeedsSamba {}

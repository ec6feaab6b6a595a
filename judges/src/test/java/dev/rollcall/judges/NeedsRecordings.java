package dev.rollcall.judges;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * These tests replay what the real services once answered. The recordings are not part of the project: the system
 * property {@code rollcall.recordings} names the folder they are in. Without it the tests are left out, and a line on
 * {@code System.err} says so.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RecordingsCondition.class)
@interface NeedsRecordings {}

/** Contract tests, fakes and assertions for those who implement Rollcall's interfaces. */
@NullMarked
package dev.rollcall.testkit;

import org.jspecify.annotations.NullMarked;

/** For tests that hold the pages of the project against its code. */
@NullMarked
package dev.rollcall.testservers.pages;

import org.jspecify.annotations.NullMarked;

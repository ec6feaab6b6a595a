/** The engine room. Nothing here is API; it may change in any release. */
@NullMarked
package dev.rollcall.internal;

import org.jspecify.annotations.NullMarked;

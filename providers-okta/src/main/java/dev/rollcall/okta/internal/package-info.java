/** How Okta is read. */
@NullMarked
package dev.rollcall.okta.internal;

import org.jspecify.annotations.NullMarked;

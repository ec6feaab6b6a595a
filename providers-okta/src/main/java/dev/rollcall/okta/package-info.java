/** A directory provider that reads Okta. */
@NullMarked
package dev.rollcall.okta;

import org.jspecify.annotations.NullMarked;

/** Asking Okta: addresses, credentials, limits, and what refusals mean. */
@NullMarked
package dev.rollcall.okta.internal.connection;

import org.jspecify.annotations.NullMarked;

/** Access tokens, and the signatures that ask for them. */
@NullMarked
package dev.rollcall.http.internal.token;

import org.jspecify.annotations.NullMarked;

/** From a user object to a person: id, match key, activity, values. */
@NullMarked
package dev.rollcall.okta.internal.people;

import org.jspecify.annotations.NullMarked;

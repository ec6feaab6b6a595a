/** Chosen groups, and the lists in which the people of the scope are found. */
@NullMarked
package dev.rollcall.okta.internal.scope;

import org.jspecify.annotations.NullMarked;

/** Chosen groups, their members, and who is in scope. */
@NullMarked
package dev.rollcall.entra.internal.scope;

import org.jspecify.annotations.NullMarked;

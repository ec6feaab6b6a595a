/** What an administrator is told before a first sync. */
@NullMarked
package dev.rollcall.entra.internal.validation;

import org.jspecify.annotations.NullMarked;

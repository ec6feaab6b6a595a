/** What an administrator is told before a first sync (R45). */
@NullMarked
package dev.rollcall.okta.internal.validation;

import org.jspecify.annotations.NullMarked;

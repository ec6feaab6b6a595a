/** From the settings to answers of Microsoft Graph: tokens, waiting, and what refusals mean. */
@NullMarked
package dev.rollcall.entra.internal.connection;

import org.jspecify.annotations.NullMarked;

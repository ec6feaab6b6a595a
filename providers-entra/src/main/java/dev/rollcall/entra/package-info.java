/** A directory provider that reads Microsoft Entra ID. */
@NullMarked
package dev.rollcall.entra;

import org.jspecify.annotations.NullMarked;

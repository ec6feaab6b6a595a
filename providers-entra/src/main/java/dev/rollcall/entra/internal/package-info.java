/** How Microsoft Entra ID is read. */
@NullMarked
package dev.rollcall.entra.internal;

import org.jspecify.annotations.NullMarked;

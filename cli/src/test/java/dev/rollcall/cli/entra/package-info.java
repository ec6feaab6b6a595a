/** The command line over a tenant of Microsoft Entra ID, day by day. */
@NullMarked
package dev.rollcall.cli.entra;

import org.jspecify.annotations.NullMarked;

/** A company with an Active Directory, from day to day, and what the command line makes of it. */
@NullMarked
package dev.rollcall.cli.ad;

import org.jspecify.annotations.NullMarked;

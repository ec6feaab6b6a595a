/** The command line over an Okta org, day by day. */
@NullMarked
package dev.rollcall.cli.okta;

import org.jspecify.annotations.NullMarked;

/** What providers of directories behind a web API have in common, as far as a host sets it. */
@NullMarked
package dev.rollcall.http;

import org.jspecify.annotations.NullMarked;

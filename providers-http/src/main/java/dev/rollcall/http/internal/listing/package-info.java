/** Lists that come in pages, several at a time. */
@NullMarked
package dev.rollcall.http.internal.listing;

import org.jspecify.annotations.NullMarked;

/** Lists of Okta, and the links that lead from page to page. */
@NullMarked
package dev.rollcall.okta.internal.listing;

import org.jspecify.annotations.NullMarked;

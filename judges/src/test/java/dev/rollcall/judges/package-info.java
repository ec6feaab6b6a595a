/**
 * Others judge the providers for Okta and Entra ID, and the imitations they are tested against: the vendors' clients,
 * descriptions and recordings.
 */
@NullMarked
package dev.rollcall.judges;

import org.jspecify.annotations.NullMarked;

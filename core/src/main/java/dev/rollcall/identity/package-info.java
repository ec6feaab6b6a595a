/**
 * The words by which people and accounts are told apart: external ids, match keys, usernames, directories, and the one
 * way in which names are compared (R13). Nothing here knows what is done with them.
 */
@NullMarked
package dev.rollcall.identity;

import org.jspecify.annotations.NullMarked;

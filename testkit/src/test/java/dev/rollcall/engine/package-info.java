/**
 * What an engine decides and does, seen from the outside: with a scripted directory and a user table that is watched.
 */
@NullMarked
package dev.rollcall.engine;

import org.jspecify.annotations.NullMarked;

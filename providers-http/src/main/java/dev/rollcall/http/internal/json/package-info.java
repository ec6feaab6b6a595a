/** Answers in JSON, read without regard for what nobody asks for. */
@NullMarked
package dev.rollcall.http.internal.json;

import org.jspecify.annotations.NullMarked;

/**
 * A small HTTP/1.1 server on loopback for the tests of directories that are read over HTTP. It is not a good server on
 * purpose: an answer may be cut off, never come, or not be JSON at all.
 */
@NullMarked
package dev.rollcall.testservers.http;

import org.jspecify.annotations.NullMarked;

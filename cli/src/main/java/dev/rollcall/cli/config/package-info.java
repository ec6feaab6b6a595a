/** The configuration file: what it may say, and everything that is wrong with one, by file, line and key. */
@NullMarked
package dev.rollcall.cli.config;

import org.jspecify.annotations.NullMarked;

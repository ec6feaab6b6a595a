package dev.rollcall.rules.reading;

import dev.rollcall.directory.DirectoryUser;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a provider.
 *
 * @param person what was read
 * @param unreadable why the provider could not read the person; null where it could
 */
public record Entry(DirectoryUser person, @Nullable String unreadable) {}

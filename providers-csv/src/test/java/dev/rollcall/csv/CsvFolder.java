package dev.rollcall.csv;

import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.identity.DirectoryName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with {@code users.csv} in it, changed at noon, read at one o'clock, and a folder for private copies beside
 * it.
 */
final class CsvFolder {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Clock ONE_O_CLOCK = Clock.fixed(NOON.plus(Duration.ofHours(1)), ZoneOffset.UTC);

    final Path file;
    final Path work;

    CsvFolder(Path folder) {
        this.file = folder.resolve("users.csv");
        this.work = folder.resolve("work");
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CsvFolder holds(String text) {
        return holds(text, StandardCharsets.UTF_8);
    }

    CsvFolder holds(String text, Charset charset) {
        return holds(text.getBytes(charset));
    }

    CsvFolder holds(byte[] bytes) {
        return put("users.csv", bytes, NOON);
    }

    /** Writes a file beside {@code users.csv}. */
    CsvFolder with(String name, String text) {
        return put(name, text.getBytes(StandardCharsets.UTF_8), NOON);
    }

    CsvFolder put(String name, byte[] bytes, Instant modified) {
        try {
            Files.write(path(name), bytes);
            Files.setLastModifiedTime(path(name), FileTime.from(modified));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String name) {
        return file.resolveSibling(name);
    }

    /** A provider of this file whose match key is the column {@code login}. */
    CsvDirectoryProvider.Builder provider() {
        return CsvDirectoryProvider.builder(file, "login").workDirectory(work).clock(ONE_O_CLOCK);
    }

    RecordingSink read(String... attributes) {
        return read(provider(), attributes);
    }

    RecordingSink read(CsvDirectoryProvider.Builder provider, String... attributes) {
        RecordingSink sink = new RecordingSink();
        provider.build().read(request(attributes), sink);
        return sink;
    }

    Validation validate(CsvDirectoryProvider.Builder provider, String... attributes) {
        return provider.build().validate(request(attributes));
    }

    static ReadRequest request(String... attributes) {
        return ReadRequest.of(DirectoryName.of("staff"), List.of(attributes));
    }

    /** The names of the private copies that are still there. */
    List<String> leftovers() {
        try (Stream<Path> files = Files.list(work)) {
            return files.map(path -> path.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that a test does to a file. */
    interface IoAction {
        void run() throws IOException;
    }

    static Runnable action(IoAction action) {
        return () -> {
            try {
                action.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}

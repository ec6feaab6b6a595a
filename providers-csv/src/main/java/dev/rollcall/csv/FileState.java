package dev.rollcall.csv;

import dev.rollcall.directory.DirectoryConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says of a file at one moment. Two equal states mean that nobody wrote to it in between, as far
 * as a file system can tell, and that no other file took its place.
 *
 * @param size its length in bytes
 * @param modified when it was last written to
 * @param key what tells it from a file of the same name; null where the file system has no such thing
 */
record FileState(long size, Instant modified, @Nullable Object key) {

    /**
     * Looks at a file, following links.
     *
     * @throws DirectoryConfigurationException if it is a folder, a pipe or a device
     */
    static FileState of(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new DirectoryConfigurationException(path + " is not a file; name the file itself");
        }
        return new FileState(attributes.size(), attributes.lastModifiedTime().toInstant(), attributes.fileKey());
    }
}

package dev.rollcall.internal.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file that only its owner can read and that is gone when it is closed; on POSIX systems even when the
 * process dies, because the name is removed as soon as the file is open. Not a channel: an interrupt of the run's
 * thread would close one.
 */
final class SpoolFile implements AutoCloseable {

    private final Path directory;
    private final Path path;
    private final RandomAccessFile file;
    private boolean named = true;
    private long length;

    SpoolFile(Path directory) {
        this.directory = directory;
        Path created = null;
        try {
            // createTempFile gives the owner alone the right to read and write.
            created = Files.createTempFile(directory, "rollcall-", ".spool");
            this.file = new RandomAccessFile(created.toFile(), "rw");
        } catch (IOException e) {
            deleteQuietly(created, e);
            throw new SpoolException(directory, e);
        }
        this.path = created;
        unname();
    }

    private void unname() {
        try {
            Files.delete(path);
            named = false;
        } catch (IOException e) {
            // A system that does not let go of the name of an open file: it is deleted when it is closed.
            named = true;
        }
    }

    private static void deleteQuietly(@Nullable Path path, IOException first) {
        try {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException second) {
            first.addSuppressed(second);
        }
    }

    /** Appends and returns where. */
    long append(byte[] bytes, int size) {
        long start = length;
        try {
            file.seek(start);
            file.write(bytes, 0, size);
        } catch (IOException e) {
            throw new SpoolException(directory, e);
        }
        length = start + size;
        return start;
    }

    /** Fills the array from there on, as far as the file goes, and returns how far that was. */
    int read(long position, byte[] target) {
        int read = 0;
        try {
            file.seek(position);
            while (read < target.length) {
                int more = file.read(target, read, target.length - read);
                if (more < 0) {
                    break;
                }
                read += more;
            }
        } catch (IOException e) {
            throw new SpoolException(directory, e);
        }
        return read;
    }

    @Override
    public void close() {
        try {
            file.close();
            if (named) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new SpoolException(directory, e);
        }
    }
}

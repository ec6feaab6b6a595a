package dev.rollcall.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file that only its owner can read and that is gone when it is closed; on POSIX systems even when the process
 * dies, because the name is removed as soon as the file is open.
 */
final class SpoolFile implements AutoCloseable {

    private final Path directory;
    private final FileChannel channel;
    private long length;

    SpoolFile(Path directory) {
        this.directory = directory;
        Path file = null;
        try {
            // createTempFile gives the owner alone the right to read and write.
            file = Files.createTempFile(directory, "rollcall-", ".spool");
            this.channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            deleteQuietly(file, e);
            throw new SpoolException(directory, e);
        }
    }

    private static void deleteQuietly(@org.jspecify.annotations.Nullable Path file, IOException first) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException second) {
            first.addSuppressed(second);
        }
    }

    /** Appends and returns where. */
    long append(byte[] bytes, int size) {
        long start = length;
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, size);
        try {
            long position = start;
            while (buffer.hasRemaining()) {
                position += channel.write(buffer, position);
            }
            length = position;
        } catch (IOException e) {
            throw new SpoolException(directory, e);
        }
        return start;
    }

    /** Fills the array from there on, as far as the file goes, and returns how far that was. */
    int read(long position, byte[] target) {
        ByteBuffer buffer = ByteBuffer.wrap(target);
        try {
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer, position + buffer.position());
                if (read < 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new SpoolException(directory, e);
        }
        return buffer.position();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new SpoolException(directory, e);
        }
    }
}

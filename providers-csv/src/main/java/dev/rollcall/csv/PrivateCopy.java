package dev.rollcall.csv;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.SnapshotIncompleteException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the file that nobody else can read or change, so that what is checked is what is read. It disappears when
 * it is closed, and with the process at the latest; on Unix it has no name from the start.
 */
final class PrivateCopy implements Closeable {

    private static final int BLOCK = 1 << 16;

    private final Path source;
    private final FileState state;
    private final FileChannel channel;
    private final String sha256;

    private PrivateCopy(Path source, FileState state, FileChannel channel, String sha256) {
        this.source = source;
        this.state = state;
        this.channel = channel;
        this.sha256 = sha256;
    }

    /**
     * Copies a file.
     *
     * @param source the file
     * @param state how it was found
     * @param folder where to keep the copy; null for the system's folder for temporary files
     * @param checkpoint called after each block; what it throws ends the copying
     * @throws SnapshotIncompleteException if the file changed meanwhile
     */
    static PrivateCopy of(Path source, FileState state, @Nullable Path folder, Runnable checkpoint) {
        FileChannel channel = openTemporary(folder);
        try {
            String sha256 = copy(source, state.size(), channel, checkpoint);
            if (!state.equals(currentState(source))) {
                throw changed(source);
            }
            return new PrivateCopy(source, state, channel, sha256);
        } catch (RuntimeException | Error e) {
            closeAfter(e, channel);
            throw e;
        }
    }

    private static FileChannel openTemporary(@Nullable Path folder) {
        try {
            Path file = folder == null
                    ? Files.createTempFile("rollcall-", ".csv", ownerOnly(FileSystems.getDefault()))
                    : Files.createTempFile(folder, "rollcall-", ".csv", ownerOnly(folder.getFileSystem()));
            try {
                return FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.DELETE_ON_CLOSE,
                                LinkOption.NOFOLLOW_LINKS));
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new DirectoryConfigurationException(
                    "No temporary file can be made in "
                            + (folder == null ? "the system's folder for temporary files" : folder) + " ("
                            + e.getClass().getSimpleName() + "); name another with workDirectory(...)",
                    e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(FileSystem fileSystem) {
        return fileSystem.supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String copy(Path source, long size, FileChannel target, Runnable checkpoint) {
        MessageDigest digest = newDigest();
        byte[] block = new byte[BLOCK];
        long copied = 0;
        try (InputStream in = Files.newInputStream(source)) {
            for (int count = in.read(block); count >= 0 && copied <= size; count = in.read(block)) {
                copied += count;
                digest.update(block, 0, count);
                write(source, ByteBuffer.wrap(block, 0, count), target);
                checkpoint.run();
            }
        } catch (IOException e) {
            throw FileFault.reading(source, e);
        }
        if (copied != size) {
            throw changed(source);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void write(Path source, ByteBuffer block, FileChannel target) {
        try {
            while (block.hasRemaining()) {
                target.write(block);
            }
        } catch (IOException e) {
            throw FileFault.copying(source, e);
        }
    }

    private static FileState currentState(Path source) {
        try {
            return FileState.of(source);
        } catch (IOException e) {
            throw FileFault.reading(source, e);
        }
    }

    private static SnapshotIncompleteException changed(Path source) {
        return new SnapshotIncompleteException(
                source
                        + " changed while it was read; let the export finish first, or write it under another name and rename it");
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void closeAfter(Throwable failure, FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** The file that this is a copy of. */
    Path source() {
        return source;
    }

    /** How the file was found before and after it was copied. */
    FileState state() {
        return state;
    }

    /** The SHA-256 of the bytes, as lower-case hexadecimal digits. */
    String sha256() {
        return sha256;
    }

    /** Returns the bytes from the first one on, as often as asked for; to be closed before the copy is. */
    InputStream open() {
        return new InputStream() {
            private long position;

            @Override
            public int read() throws IOException {
                byte[] single = new byte[1];
                return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = channel.read(ByteBuffer.wrap(target, offset, length), position);
                position += Math.max(count, 0);
                return count;
            }
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw FileFault.copying(source, e);
        }
    }
}

package dev.rollcall.json;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file that is opened, locked, written at its end and closed each time. So it may be moved away at any moment, and
 * another process may write to it as well.
 */
final class AppendedFile implements LineTarget {

    /** How much of the end of a file is read for the ids in it. */
    static final int TAIL_BYTES = 1 << 20;

    static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    private static final long LOCK_PAUSE_MILLIS = 5;

    /** Locks of files belong to the JVM as a whole: two sinks of one JVM need another one. */
    private static final Object IN_THIS_JVM = new Object();

    private final Path path;
    private final boolean synced;
    private final Disk disk;
    private final Duration lockWait;

    /** Opens a file; tests open one that fails. */
    interface Disk {
        RandomAccessFile open(File file) throws IOException;
    }

    private interface Work<T extends @Nullable Object> {
        T with(RandomAccessFile file) throws IOException;
    }

    AppendedFile(Path path, boolean synced) {
        this(path, synced, file -> new RandomAccessFile(file, "rw"), LOCK_WAIT);
    }

    AppendedFile(Path path, boolean synced, Disk disk, Duration lockWait) {
        this.path = path;
        this.synced = synced;
        this.disk = disk;
        this.lockWait = lockWait;
    }

    @Override
    public void append(String lines) throws IOException {
        locked(file -> {
            long end = file.length();
            String whole = end == 0 || endsWithLine(file, end) ? lines : "\n" + lines;
            try {
                file.seek(end);
                file.write(whole.getBytes(StandardCharsets.UTF_8));
                if (synced) {
                    file.getFD().sync();
                }
            } catch (IOException e) {
                takeBack(file, end, e);
                throw e;
            }
            return null;
        });
    }

    @Override
    public List<String> lastLines() throws IOException {
        return locked(file -> {
            long start = Math.max(0, file.length() - TAIL_BYTES);
            byte[] tail = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8).lines().toList();
        });
    }

    private static boolean endsWithLine(RandomAccessFile file, long end) throws IOException {
        file.seek(end - 1);
        return file.read() == '\n';
    }

    /** If this fails as well, a part stays; the next write then begins with a line end. */
    private static void takeBack(RandomAccessFile file, long end, IOException cause) {
        try {
            file.setLength(end);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private <T extends @Nullable Object> T locked(Work<T> work) throws IOException {
        // An interrupt is the run's business, not ours: it would break off the wait for the lock.
        boolean interrupted = Thread.interrupted();
        try {
            synchronized (IN_THIS_JVM) {
                createIfMissing();
                try (RandomAccessFile file = disk.open(path.toFile())) {
                    lockUntilClosed(file);
                    return work.with(file);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void createIfMissing() throws IOException {
        if (Files.exists(path)) {
            return;
        }
        try {
            Files.createFile(path, forOwnerOnly());
        } catch (FileAlreadyExistsException e) {
            // Another process was quicker.
        }
    }

    private FileAttribute<?>[] forOwnerOnly() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void lockUntilClosed(RandomAccessFile file) throws IOException {
        long deadline = System.nanoTime() + lockWait.toNanos();
        while (!isLocked(file)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("Somebody else has kept the file locked for " + lockWait.toSeconds() + " s");
            }
            pause();
        }
    }

    private static boolean isLocked(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // other code of this process holds it
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(LOCK_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while another process had the file locked", e);
        }
    }
}

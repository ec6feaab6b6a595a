package dev.rollcall.internal.spool;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records of bytes, one after the other: in memory up to a limit, then in a file. A record is its length in four bytes
 * and then itself. Reading keeps a window of the file, so ascending reads are cheap.
 */
final class SpooledBytes {

    private static final int WINDOW = 64 * 1024;
    private static final int HEADER = 4;

    private final Supplier<SpoolFile> newFile;
    private final int memory;
    private byte[] pending = new byte[1024];
    private int pendingLength;
    private long flushed;
    private @Nullable SpoolFile file;

    SpooledBytes(Supplier<SpoolFile> newFile, int memory) {
        this.newFile = newFile;
        this.memory = memory;
    }

    long append(ByteWriter record) {
        int size = record.length() + HEADER;
        if (pendingLength + size > memory) {
            flush();
        }
        if (pendingLength + size > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(pendingLength + size, Math.min(memory, pending.length * 2)));
        }
        long position = flushed + pendingLength;
        int length = record.length();
        pending[pendingLength++] = (byte) (length >>> 24);
        pending[pendingLength++] = (byte) (length >>> 16);
        pending[pendingLength++] = (byte) (length >>> 8);
        pending[pendingLength++] = (byte) length;
        System.arraycopy(record.array(), 0, pending, pendingLength, length);
        pendingLength += length;
        return position;
    }

    private void flush() {
        if (pendingLength > 0) {
            if (file == null) {
                file = newFile.get();
            }
            file.append(pending, pendingLength);
            flushed += pendingLength;
            pendingLength = 0;
        }
    }

    long length() {
        return flushed + pendingLength;
    }

    Window window() {
        return new Window();
    }

    /** A place from which records are read. */
    final class Window {
        private byte[] bytes = new byte[0];
        private long start;
        private int length;

        /** Returns the record at this position. */
        byte[] record(long position) {
            if (position >= flushed) {
                return cut(pending, (int) (position - flushed));
            }
            need(position, HEADER);
            need(position, HEADER + sizeAt(bytes, (int) (position - start)));
            return cut(bytes, (int) (position - start));
        }

        private void need(long position, int size) {
            if (position >= start && position + size <= start + length) {
                return;
            }
            SpoolFile source = file;
            if (source == null) {
                throw new IllegalStateException("Flushed without a file");
            }
            int wanted = Math.max(WINDOW, size);
            if (bytes.length != wanted) {
                bytes = new byte[wanted];
            }
            length = source.read(position, bytes);
            start = position;
        }
    }

    private static byte[] cut(byte[] from, int at) {
        return Arrays.copyOfRange(from, at + HEADER, at + HEADER + sizeAt(from, at));
    }

    private static int sizeAt(byte[] from, int at) {
        return (from[at] & 0xFF) << 24
                | (from[at + 1] & 0xFF) << 16
                | (from[at + 2] & 0xFF) << 8
                | (from[at + 3] & 0xFF);
    }

    static int sizeOf(byte[] record) {
        return record.length + HEADER;
    }
}

package dev.rollcall.json;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;

/** A disk on which the next write gets half way, and on which a file cannot be cut either if the test says so. */
final class FailingDisk implements AppendedFile.Disk {

    private boolean failing;
    private boolean cutting = true;
    private int writes;

    void failNextWrite() {
        failing = true;
    }

    void failToCut() {
        cutting = false;
    }

    int writes() {
        return writes;
    }

    @Override
    public RandomAccessFile open(File file) throws IOException {
        return new RandomAccessFile(file, "rw") {
            @Override
            public void write(byte[] bytes) throws IOException {
                writes++;
                if (failing) {
                    failing = false;
                    write(bytes, 0, bytes.length / 2);
                    throw new IOException("No space left on device");
                }
                super.write(bytes);
            }

            @Override
            public void setLength(long length) throws IOException {
                if (!cutting) {
                    throw new IOException("Input/output error");
                }
                super.setLength(length);
            }
        };
    }
}

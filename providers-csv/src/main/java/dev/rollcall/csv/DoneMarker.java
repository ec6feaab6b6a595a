package dev.rollcall.csv;

import dev.rollcall.directory.SnapshotIncompleteException;
import java.io.IOException;
import java.nio.file.Path;

/** A file that the export writes when it is done: it must be there, and not be older than the data. */
record DoneMarker(Path file) implements CopyProof {

    @Override
    public String name() {
        return "done marker";
    }

    @Override
    public String check(PrivateCopy copy) {
        FileState marker;
        try {
            marker = FileState.of(file);
        } catch (IOException e) {
            throw FileFault.readingProof(name(), file, e);
        }
        if (marker.modified().isBefore(copy.state().modified())) {
            throw new SnapshotIncompleteException("The done marker " + file + " of " + marker.modified()
                    + " is older than " + copy.source() + " of "
                    + copy.state().modified() + ", so that the export may not be finished");
        }
        return "done marker of " + marker.modified();
    }
}

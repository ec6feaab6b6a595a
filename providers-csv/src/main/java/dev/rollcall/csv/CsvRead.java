package dev.rollcall.csv;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.SnapshotIncompleteException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** One read of a file: copy it, check what proves it complete, deliver its rows. */
final class CsvRead {

    private static final int ROWS_BETWEEN_CHECKPOINTS = 1_000;

    private final CsvSettings settings;
    private final ReadRequest request;
    private final Collection<String> neededColumns;

    CsvRead(CsvSettings settings, ReadRequest request) {
        this.settings = settings;
        this.request = request;
        this.neededColumns = settings.columns().needed(request);
    }

    /**
     * What came of delivering the rows.
     *
     * @param count how many deliveries there were
     * @param rows how many data rows the file has, those out of scope included
     * @param groupWarnings what is odd about the chosen groups
     */
    record Delivered(long count, long rows, List<String> groupWarnings) {}

    /** The columns that the file must have, once each. */
    Collection<String> neededColumns() {
        return neededColumns;
    }

    /** Delivers everybody in scope, closes everything and declares the read complete. */
    Completion into(PersonSink people) {
        FileState state = state();
        settings.timeliness().check(settings.path(), state);
        List<String> evidence = new ArrayList<>();
        Delivered delivered;
        try (PrivateCopy copy = copy(state, people::checkpoint)) {
            evidence.add(state.size() + " bytes of " + state.modified() + ", unchanged while read, SHA-256 "
                    + copy.sha256());
            settings.copyProofs().forEach(proof -> evidence.add(proof.check(copy)));
            delivered = deliver(copy, people);
        } catch (SnapshotIncompleteException e) {
            if (e.getCause() instanceof ClosedByInterruptException) {
                // Then it is the engine that gave the read up, and knows better why.
                people.checkpoint();
            }
            throw e;
        }
        delivered.groupWarnings().forEach(people::warning);
        evidence.add(delivered.rows() + " data rows, the last line complete");
        if (settings.trailer() != null) {
            evidence.add("trailer agrees");
        }
        if (settings.rowCountFile() != null) {
            evidence.add("row count file agrees");
        }
        return people.complete(delivered.count(), String.join("; ", evidence));
    }

    /** Looks at the file. */
    FileState state() {
        try {
            return FileState.of(settings.path());
        } catch (IOException e) {
            throw FileFault.reading(settings.path(), e);
        }
    }

    /** Copies the file, which was found in this state. */
    PrivateCopy copy(FileState state, Runnable checkpoint) {
        return PrivateCopy.of(settings.path(), state, settings.workDirectory(), checkpoint);
    }

    /** Delivers the rows of a copy, and checks that these are all rows. */
    Delivered deliver(PrivateCopy copy, PersonSink people) {
        RowCountFile rowCountFile = settings.rowCountFile();
        long expectedRows = rowCountFile == null ? 0 : rowCountFile.expectedRows();
        try (CsvRecords records = new CsvRecords(copy.open(), settings.format())) {
            Header header = firstRow(copy, records);
            requireColumns(copy, header);
            Delivered delivered =
                    deliver(new DataRows(settings.path(), records, header.width(), settings.trailer()), header, people);
            if (rowCountFile != null) {
                rowCountFile.check(settings.path(), expectedRows, delivered.rows());
            }
            return delivered;
        } catch (IOException e) {
            throw FileFault.parsing(settings.path(), e);
        }
    }

    private Delivered deliver(DataRows rows, Header header, PersonSink people) throws IOException {
        PersonReader reader = new PersonReader(settings, request, header);
        RepeatedHeader repeatedHeader = new RepeatedHeader(settings.path(), header, neededColumns);
        long count = 0;
        for (CsvRow row = rows.next(); row != null; row = rows.next()) {
            repeatedHeader.check(row);
            count += deliver(row, header.width(), reader, people) ? 1 : 0;
            if (rows.count() % ROWS_BETWEEN_CHECKPOINTS == 0) {
                people.checkpoint();
            }
        }
        reader.activityWarning().ifPresent(people::warning);
        return new Delivered(count, rows.count(), reader.groupWarnings());
    }

    private boolean deliver(CsvRow row, int columns, PersonReader reader, PersonSink people) {
        if (!settings.format().fits(row, columns)) {
            people.unreadable(
                    DirectoryUser.builder().activity(Activity.UNKNOWN).build(),
                    "line " + row.line() + " has " + row.size() + (row.size() == 1 ? " cell" : " cells")
                            + ", the header has " + columns);
            return true;
        }
        DirectoryUser person = reader.read(row);
        if (person == null) {
            return false;
        }
        people.accept(person);
        return true;
    }

    /** Takes the header off the records. */
    Header firstRow(PrivateCopy copy, CsvRecords records) throws IOException {
        CsvRow row;
        try {
            row = records.next();
        } catch (DamagedFileException e) {
            throw wrongDelimiter(copy, FileFault.parsing(settings.path(), e));
        }
        if (row == null) {
            throw new DirectoryConfigurationException(
                    settings.path() + " has no header: it is empty. Find out why the export writes nothing");
        }
        return new Header(row);
    }

    /** Throws an exception unless the header has every column that is needed, once. */
    void requireColumns(PrivateCopy copy, Header header) {
        List<String> problems = header.problems(neededColumns);
        if (!problems.isEmpty()) {
            throw wrongDelimiter(
                    copy, new DirectoryConfigurationException(settings.path() + ": " + String.join("; ", problems)));
        }
    }

    /** Returns a better explanation for a header that cannot be used, or the one there is. */
    private DirectoryException wrongDelimiter(PrivateCopy copy, DirectoryException otherwise) {
        return DelimiterGuess.suspect(copy, settings.format(), neededColumns)
                .<DirectoryException>map(suspect -> new DirectoryConfigurationException(settings.path()
                        + " cannot be read with the delimiter "
                        + FileFormat.describe(settings.format().delimiter())
                        + ", but its header has columns that are needed when the delimiter is "
                        + FileFormat.describe(suspect) + "; configure delimiter(...)"))
                .orElse(otherwise);
    }
}

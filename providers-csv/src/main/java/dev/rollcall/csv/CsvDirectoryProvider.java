package dev.rollcall.csv;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file as a directory: one row for each person, one column for each attribute. Immutable and safe for use
 * by several threads.
 *
 * <p>The external id is the cell of {@link Builder#externalIdColumn} without the white space around it; without such a
 * column it is the match key, folded as R13 says.
 *
 * <p><b>Complete</b> (R1) is a file that did not change while it was copied, that decodes and parses without a fault,
 * and whose last line ends with a line end. That finds every cut but one behind a whole line. A
 * {@linkplain Builder#trailer trailer}, a {@linkplain Builder#checksumFile checksum}, a
 * {@linkplain Builder#rowCountFile row count} or a {@linkplain Builder#doneMarker done marker} finds that one too;
 * configure whichever the export can write.
 *
 * <p><b>The form of the file.</b> Cells may stand in double quotes, a quote inside is doubled, and a quoted cell may
 * hold line breaks. Lines end in LF or CR LF. A byte order mark of UTF-8 or UTF-16 decides the charset. The first row
 * is the header; its names are compared without regard to letter case, surrounding white space and Unicode form. Lines
 * without anything in them are skipped. A row of another length than the header's is delivered as unreadable with
 * nothing trusted in it (R5), for its cells may have shifted; {@linkplain Builder#tolerateEmptySurplus empty surplus
 * cells} may be tolerated. A file that is not of this form is an incomplete snapshot, and the message names the line
 * and never quotes it. So is a file in which a quoted cell holds a whole line with as many delimiters as the header,
 * because two stray quotes may have swallowed a row; and one in which the header comes again, because it is two
 * exports.
 *
 * <p>The file is copied first, to a temporary file that only its owner can read and that is gone when the read ends;
 * that takes as much room on disk as the file has, and little memory whatever its size. A file with a header and no
 * rows is a complete snapshot with nobody in it, which R2 deals with.
 */
public final class CsvDirectoryProvider implements DirectoryProvider {

    private final CsvSettings settings;

    private CsvDirectoryProvider(CsvSettings settings) {
        this.settings = settings;
    }

    /** Starts a provider for this file, whose people are told apart by the match key in this column. */
    public static Builder builder(Path file, String matchKeyColumn) {
        return new Builder().file(file).matchKeyColumn(matchKeyColumn);
    }

    /** Starts a provider that still needs {@link Builder#file} and {@link Builder#matchKeyColumn}. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Completion read(ReadRequest request, PersonSink people) {
        return new CsvRead(settings, request).into(people);
    }

    /** {@inheritDoc} Reads the whole file, so that it takes about as long as a read does. */
    @Override
    public Validation validate(ReadRequest request) {
        return new CsvValidation(settings, request).run();
    }

    @Override
    public String toString() {
        return "CsvDirectoryProvider[" + settings.path() + "]";
    }

    /**
     * Configures a provider; a file and a match key column are all it must have. The file is not looked at before the
     * first read. Not safe for use by several threads.
     */
    public static final class Builder {
        @Nullable
        Path file;

        @Nullable
        String matchKeyColumn;

        @Nullable
        String externalIdColumn;

        @Nullable
        String activeColumn;

        @Nullable
        List<String> activeWords;

        @Nullable
        List<String> inactiveWords;

        @Nullable
        String groupsColumn;

        char groupSeparator = '|';

        @Nullable
        List<String> groups;

        FileFormat format = FileFormat.DEFAULT;
        Duration settleTime = Duration.ZERO;

        @Nullable
        Duration maxAge;

        @Nullable
        String trailer;

        @Nullable
        Path rowCountFile;

        @Nullable
        Path checksumFile;

        @Nullable
        Path doneMarker;

        @Nullable
        Path workDirectory;

        Clock clock = Clock.systemUTC();

        private Builder() {}

        /** Sets the file. Links are followed, also when one is exchanged for another between two reads. */
        public Builder file(Path path) {
            this.file = Objects.requireNonNull(path, "path");
            return this;
        }

        /** Sets the column of the match key, which must be unique among the people of the file. */
        public Builder matchKeyColumn(String name) {
            this.matchKeyColumn = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets the column of the external id; the match key is the id unless said. */
        public Builder externalIdColumn(String name) {
            this.externalIdColumn = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets the column that tells who is active; everybody is unless said (R6). A cell that is empty, or holds none
         * of the words, means that this is unknown.
         */
        public Builder activeColumn(String name) {
            this.activeColumn = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets the words for an active person, compared as names are (R13): {@code true yes 1 active} unless said. */
        public Builder activeWords(String... words) {
            this.activeWords = List.of(words);
            return this;
        }

        /**
         * Sets the words for an inactive person, compared as names are (R13): {@code false no 0 inactive} unless said.
         */
        public Builder inactiveWords(String... words) {
            this.inactiveWords = List.of(words);
            return this;
        }

        /** Sets the column that names a person's groups; there are none unless said. */
        public Builder groupsColumn(String name) {
            this.groupsColumn = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets what stands between two groups in a cell; {@code |} unless said. */
        public Builder groupSeparator(char separator) {
            this.groupSeparator = separator;
            return this;
        }

        /** Chooses groups, as {@link #inGroups(Collection)} does. */
        public Builder inGroups(String... names) {
            return inGroups(List.of(names));
        }

        /**
         * Puts only those people in scope who are in one of these groups; everybody in the file is unless said. Names
         * are compared as R13 says. A group that no row names is a warning (R3). A row that cannot be read is delivered
         * as unreadable whatever the choice, since that person may be in scope.
         *
         * @param names the groups, at least one
         */
        public Builder inGroups(Collection<String> names) {
            this.groups = List.copyOf(names);
            return this;
        }

        /**
         * Sets the charset of a file without byte order mark; UTF-8 unless said. Nothing is ever guessed or replaced.
         */
        public Builder charset(Charset charset) {
            this.format = format.withCharset(Objects.requireNonNull(charset, "charset"));
            return this;
        }

        /** Sets what separates two cells; a comma unless said. */
        public Builder delimiter(char delimiter) {
            this.format = format.withDelimiter(delimiter);
            return this;
        }

        /**
         * Sets how long a cell may be, in chars with its quotes, before the file counts as damaged; 1,000,000 unless
         * said.
         */
        public Builder maxCellLength(int chars) {
            this.format = format.withMaxCellLength(chars);
            return this;
        }

        /** Sets how many lines a row may take before the file counts as damaged; 1,000 unless said. */
        public Builder maxRecordLines(int lines) {
            this.format = format.withMaxRecordLines(lines);
            return this;
        }

        /**
         * Says whether a row may have empty cells behind the header's last column, as some exports write them; not
         * unless said. Where cells hold delimiters that the export forgot to quote, such a row may be shifted all the
         * same.
         */
        public Builder tolerateEmptySurplus(boolean tolerated) {
            this.format = format.withEmptySurplus(tolerated);
            return this;
        }

        /**
         * Refuses a file that was changed so short a time ago, because somebody may still be writing to it; zero, that
         * is never, unless said. A change during the read is noticed anyway, by size, time and identity of the file,
         * but a file system whose clock is coarse, or a slow upload that pauses, is safe with a settle time only.
         */
        public Builder settleTime(Duration duration) {
            this.settleTime = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /**
         * Refuses a file that was changed longer ago than this, because the export no longer runs, or more than a day
         * in the future, because its age cannot be told then; any age is fine unless said.
         */
        public Builder maxAge(Duration duration) {
            this.maxAge = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /**
         * Requires a last row that has this text in its first cell and the number of data rows in its second, such as
         * {@code TRAILER,1234}; none unless said. Rows without anything in them are not counted, nor is the header.
         */
        public Builder trailer(String firstCell) {
            this.trailer = Objects.requireNonNull(firstCell, "firstCell");
            return this;
        }

        /** Requires this file to hold the number of data rows and nothing else; none unless said. */
        public Builder rowCountFile(Path path) {
            this.rowCountFile = Objects.requireNonNull(path, "path");
            return this;
        }

        /**
         * Requires this file to hold the SHA-256 of the data, as {@code sha256sum} writes it; none unless said. A
         * single line counts whatever name it has; of several, those with the name of the data file.
         */
        public Builder checksumFile(Path path) {
            this.checksumFile = Objects.requireNonNull(path, "path");
            return this;
        }

        /** Requires this file to exist and not to be older than the data; none unless said. */
        public Builder doneMarker(Path path) {
            this.doneMarker = Objects.requireNonNull(path, "path");
            return this;
        }

        /** Sets the folder for the private copy; the system's folder for temporary files unless said. */
        public Builder workDirectory(Path folder) {
            this.workDirectory = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /** Sets the clock that tells how old a file is; the system's unless said. */
        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Returns the provider.
         *
         * @throws IllegalArgumentException naming everything that is wrong with the configuration
         */
        public CsvDirectoryProvider build() {
            return new CsvDirectoryProvider(CsvSettings.of(this));
        }
    }
}

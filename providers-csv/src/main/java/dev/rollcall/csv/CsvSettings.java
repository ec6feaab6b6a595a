package dev.rollcall.csv;

import dev.rollcall.identity.NameFolding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a provider was configured with, checked.
 *
 * @param path the file
 * @param format how its bytes become cells
 * @param columns the columns with a meaning of their own
 * @param activityWords the words of the activity column
 * @param scope which groups are in scope
 * @param timeliness how old the file has to be, and may be
 * @param trailer what the first cell of the last row holds; null if there is no trailer
 * @param copyProofs what must prove the copied bytes complete
 * @param rowCountFile holds the number of rows; null for none
 * @param workDirectory where the private copy is kept; null for the system's folder for temporary files
 */
record CsvSettings(
        Path path,
        FileFormat format,
        Columns columns,
        ActivityWords activityWords,
        GroupScope scope,
        Timeliness timeliness,
        @Nullable String trailer,
        List<CopyProof> copyProofs,
        @Nullable RowCountFile rowCountFile,
        @Nullable Path workDirectory) {

    /**
     * Checks what a builder was given and returns it.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    static CsvSettings of(CsvDirectoryProvider.Builder builder) {
        List<String> errors = new ArrayList<>();
        checkFiles(builder, errors);
        checkColumns(builder, errors);
        checkFormat(builder.format, errors);
        checkTimes(builder.settleTime, builder.maxAge, errors);
        if (isBlank(builder.trailer)) {
            errors.add("the trailer's first cell must not be blank");
        }
        if (!errors.isEmpty() || builder.file == null || builder.matchKeyColumn == null) {
            throw new IllegalArgumentException("The CSV directory cannot be used: " + String.join("; ", errors));
        }
        List<CopyProof> proofs = new ArrayList<>();
        if (builder.doneMarker != null) {
            proofs.add(new DoneMarker(builder.doneMarker.toAbsolutePath()));
        }
        if (builder.checksumFile != null) {
            proofs.add(new ChecksumFile(builder.checksumFile.toAbsolutePath()));
        }
        return new CsvSettings(
                builder.file.toAbsolutePath(),
                builder.format,
                new Columns(
                        builder.matchKeyColumn, builder.externalIdColumn, builder.activeColumn, builder.groupsColumn),
                ActivityWords.of(activeWords(builder), inactiveWords(builder)),
                GroupScope.of(builder.groupSeparator, builder.groups == null ? List.of() : builder.groups),
                new Timeliness(builder.settleTime, builder.maxAge, builder.clock),
                builder.trailer == null ? null : NameFolding.strip(builder.trailer),
                List.copyOf(proofs),
                builder.rowCountFile == null ? null : new RowCountFile(builder.rowCountFile.toAbsolutePath()),
                builder.workDirectory);
    }

    private static void checkFiles(CsvDirectoryProvider.Builder builder, List<String> errors) {
        if (builder.file == null) {
            errors.add("file(...) is missing");
        }
        List<Path> files = Stream.of(builder.file, builder.rowCountFile, builder.checksumFile, builder.doneMarker)
                .filter(Objects::nonNull)
                .map(path -> path.toAbsolutePath().normalize())
                .toList();
        if (files.stream().distinct().count() < files.size()) {
            errors.add("the file, its row count file, checksum file and done marker must be different files");
        }
    }

    private static void checkColumns(CsvDirectoryProvider.Builder builder, List<String> errors) {
        if (builder.matchKeyColumn == null) {
            errors.add("matchKeyColumn(...) is missing");
        }
        if (Stream.of(builder.matchKeyColumn, builder.externalIdColumn, builder.activeColumn, builder.groupsColumn)
                .anyMatch(CsvSettings::isBlank)) {
            errors.add("a column's name must not be blank");
        }
        if (builder.groups != null && builder.groupsColumn == null) {
            errors.add("inGroups(...) needs groupsColumn(...)");
        }
        if (builder.groups != null
                && (builder.groups.isEmpty() || builder.groups.stream().anyMatch(CsvSettings::isBlank))) {
            errors.add("inGroups(...) needs at least one group, and none that is blank");
        }
        if ((builder.activeWords != null || builder.inactiveWords != null) && builder.activeColumn == null) {
            errors.add("activeWords(...) and inactiveWords(...) need activeColumn(...)");
        }
        checkWords(activeWords(builder), inactiveWords(builder), errors);
    }

    private static void checkWords(Collection<String> active, Collection<String> inactive, List<String> errors) {
        if (active.isEmpty() || inactive.isEmpty()) {
            errors.add("there must be a word for active and one for inactive people");
        }
        if (Stream.of(active, inactive).flatMap(Collection::stream).anyMatch(CsvSettings::isBlank)) {
            errors.add("a word for active or inactive people must not be blank");
        }
        ActivityWords words = ActivityWords.of(active, inactive);
        if (!Collections.disjoint(words.active(), words.inactive())) {
            errors.add("a word cannot mean both active and inactive");
        }
    }

    private static void checkFormat(FileFormat format, List<String> errors) {
        if (!FileFormat.isDelimiter(format.delimiter())) {
            errors.add("a quote, a line break or half a surrogate pair cannot be the delimiter");
        }
        if (format.maxCellLength() < 1 || format.maxRecordLines() < 1) {
            errors.add("maxCellLength(...) and maxRecordLines(...) must be at least 1");
        }
    }

    private static void checkTimes(Duration settleTime, @Nullable Duration maxAge, List<String> errors) {
        if (settleTime.isNegative()) {
            errors.add("settleTime(...) must not be negative");
        }
        if (maxAge != null && maxAge.compareTo(settleTime) <= 0) {
            errors.add("maxAge(...) must be longer than settleTime(...), or no file is ever read");
        }
    }

    private static List<String> activeWords(CsvDirectoryProvider.Builder builder) {
        return builder.activeWords == null ? ActivityWords.DEFAULT_ACTIVE : builder.activeWords;
    }

    private static List<String> inactiveWords(CsvDirectoryProvider.Builder builder) {
        return builder.inactiveWords == null ? ActivityWords.DEFAULT_INACTIVE : builder.inactiveWords;
    }

    private static boolean isBlank(@Nullable String text) {
        return text != null && NameFolding.isBlank(text);
    }

    /** Whether anything but the form of the file itself proves it complete. */
    boolean hasProof() {
        return trailer != null || !copyProofs.isEmpty() || rowCountFile != null;
    }
}

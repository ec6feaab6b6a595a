package dev.rollcall.csv;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.identity.Username;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the list of accounts to hand over (R46): a CSV file with the columns {@code existing_username},
 * {@code new_username} and {@code target_directory}, in any order and letter case; further columns are ignored.
 *
 * <p>A blank new username keeps the one there is; the target {@code local}, in any letter case, makes the account
 * local. The form of the file is that of {@link CsvDirectoryProvider}, as strictly: a file without a header, in another
 * charset or with a last line that does not end is refused. So is one that names an account twice, or gives one name to
 * two accounts.
 */
public final class HandOverFile {

    private static final String EXISTING = "existing_username";
    private static final String NEW = "new_username";
    private static final String TARGET = "target_directory";
    private static final String LOCAL = "local";
    private static final List<String> COLUMNS = List.of(EXISTING, NEW, TARGET);

    private final List<HandOver> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<Username, Long> linesByExisting = new HashMap<>();
    private final Map<Username, Long> linesByNewName = new HashMap<>();

    private HandOverFile() {}

    /**
     * Reads a file in UTF-8, or in the charset of its byte order mark, with commas.
     *
     * @throws HandOverFileException naming everything that is wrong with it
     */
    public static List<HandOver> read(Path file) {
        return read(file, FileFormat.DEFAULT.charset(), FileFormat.DEFAULT.delimiter());
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param charset its charset, if it has no byte order mark
     * @param delimiter a comma or a semicolon
     * @return its rows, in their order; empty if it has a header only
     * @throws IllegalArgumentException if the delimiter is another
     * @throws HandOverFileException naming everything that is wrong with the file
     */
    public static List<HandOver> read(Path file, Charset charset, char delimiter) {
        if (delimiter != ',' && delimiter != ';') {
            throw new IllegalArgumentException(
                    "A hand-over file is written with ',' or ';', not with '" + delimiter + "'");
        }
        HandOverFile reading = new HandOverFile();
        FileFormat format = FileFormat.DEFAULT.withCharset(charset).withDelimiter(delimiter);
        try {
            FileState.of(file);
            try (CsvRecords records = new CsvRecords(Files.newInputStream(file), format)) {
                reading.read(file, records, format);
            }
        } catch (IOException e) {
            throw new HandOverFileException(file.toString(), reading.problemsAnd(e), e);
        }
        if (!reading.problems.isEmpty()) {
            throw new HandOverFileException(file.toString(), reading.problems, null);
        }
        return List.copyOf(reading.rows);
    }

    private List<String> problemsAnd(IOException e) {
        problems.add(
                e instanceof DamagedFileException
                        ? String.valueOf(e.getMessage())
                        : "it could not be read (" + e.getClass().getSimpleName() + ")");
        return problems;
    }

    private void read(Path file, CsvRecords records, FileFormat format) throws IOException {
        CsvRow first = records.next();
        if (first == null) {
            problems.add("it is empty; its first line must be " + String.join(",", COLUMNS));
            return;
        }
        Header header = new Header(first);
        problems.addAll(header.problems(COLUMNS));
        if (!problems.isEmpty()) {
            problems.add("the delimiter that it was read with is " + FileFormat.describe(format.delimiter()));
            return;
        }
        DataRows rows = new DataRows(file, records, header.width(), null);
        for (CsvRow row = rows.next(); row != null; row = rows.next()) {
            read(row, header);
        }
    }

    private void read(CsvRow row, Header header) {
        long line = row.line();
        if (row.size() < header.width() || !row.isBlankFrom(header.width())) {
            problems.add("line " + line + ": has " + row.size() + " cells, the header has " + header.width());
            return;
        }
        int problemsBefore = problems.size();
        Username existing = Username.of(row.cell(header.position(EXISTING)));
        Username newName = Username.of(row.cell(header.position(NEW)));
        String target = NameFolding.strip(row.cell(header.position(TARGET)));
        if (existing.isBlank()) {
            problems.add("line " + line + ": " + EXISTING + " is blank");
        }
        newName.malformation().ifPresent(why -> problems.add("line " + line + ": " + NEW + " " + why));
        if (target.isEmpty()) {
            problems.add("line " + line + ": " + TARGET + " is blank; write " + LOCAL + " to make the account local");
        }
        checkFirst(line, existing, linesByExisting, EXISTING);
        checkFirst(line, newName, linesByNewName, NEW);
        if (problems.size() == problemsBefore) {
            rows.add(new HandOver(line, existing, newName.isBlank() ? null : newName, directory(target)));
        }
    }

    private void checkFirst(long line, Username name, Map<Username, Long> lines, String column) {
        Long earlier = name.isBlank() ? null : lines.putIfAbsent(name, line);
        if (earlier != null) {
            problems.add("line " + line + ": has the same " + column + " as line " + earlier);
        }
    }

    private static @Nullable DirectoryName directory(String target) {
        return target.equalsIgnoreCase(LOCAL) ? null : DirectoryName.of(target);
    }
}

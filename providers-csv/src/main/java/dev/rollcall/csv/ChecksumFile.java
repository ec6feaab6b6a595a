package dev.rollcall.csv;

import dev.rollcall.directory.SnapshotIncompleteException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with the SHA-256 of the data, as {@code sha256sum} writes it: 64 hexadecimal digits, white space, a name. Of
 * several lines those count that name the data file; the name in a single line does not matter, and may be missing,
 * since files are renamed on their way.
 */
record ChecksumFile(Path file) implements CopyProof {

    private static final Pattern LINE = Pattern.compile("\\\\?([0-9a-fA-F]{64})(?:[ \\t]+\\*?(.*))?");

    @Override
    public String name() {
        return "checksum file";
    }

    @Override
    public String check(PrivateCopy copy) {
        List<Matcher> lines = SmallFile.text(name(), file)
                .lines()
                .filter(line -> !line.isBlank())
                .map(this::parse)
                .toList();
        List<Matcher> relevant = lines.size() == 1
                ? lines
                : lines.stream().filter(line -> names(line, copy.source())).toList();
        if (relevant.isEmpty()) {
            throw new SnapshotIncompleteException("The checksum file " + file + " does not name "
                    + copy.source().getFileName());
        }
        if (!relevant.stream().allMatch(line -> line.group(1).equalsIgnoreCase(copy.sha256()))) {
            throw new SnapshotIncompleteException(copy.source() + " is not the file that the checksum file " + file
                    + " was made for; it was cut short or changed, or one of the two is of another export");
        }
        return "checksum file agrees";
    }

    private Matcher parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        if (!matcher.matches()) {
            throw new SnapshotIncompleteException(
                    "The checksum file " + file + " is not of the form that sha256sum writes");
        }
        return matcher;
    }

    private static boolean names(Matcher line, Path data) {
        String name = line.group(2);
        return name != null
                && name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                        .equals(String.valueOf(data.getFileName()));
    }
}

package dev.rollcall.csv;

import dev.rollcall.directory.SnapshotIncompleteException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Recognises the header where it comes again: then one export was written behind another, and neither is the list. */
final class RepeatedHeader {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final Map<Integer, String> keysByPosition = new LinkedHashMap<>();

    /**
     * Looks at the columns that are needed; the others may be filled by chance.
     *
     * @param file for messages
     * @param header must have all needed columns
     */
    RepeatedHeader(Path file, Header header, Collection<String> neededColumns) {
        this.file = file;
        neededColumns.forEach(name -> keysByPosition.put(header.position(name), Header.key(name)));
    }

    /** Throws an exception if all needed cells of a data row are the names of their columns. */
    void check(CsvRow row) {
        if (keysByPosition.entrySet().stream().allMatch(column -> isIn(row, column.getKey(), column.getValue()))) {
            throw new SnapshotIncompleteException(file + ", line " + row.line()
                    + " is the header again: two exports in one file; let the export replace its file");
        }
    }

    private static boolean isIn(CsvRow row, int position, String key) {
        return position < row.size()
                && Header.key(withoutMark(row.cell(position))).equals(key);
    }

    /** The mark of the second file stands before its first cell, whose quotes are then part of the text. */
    private static String withoutMark(String cell) {
        if (!cell.startsWith(BYTE_ORDER_MARK)) {
            return cell;
        }
        String name = cell.substring(BYTE_ORDER_MARK.length());
        boolean quoted = name.length() > 1
                && name.charAt(0) == FileFormat.QUOTE
                && name.charAt(name.length() - 1) == FileFormat.QUOTE;
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}

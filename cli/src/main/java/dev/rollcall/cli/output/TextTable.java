package dev.rollcall.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of texts in aligned columns. Nothing is cut off in a narrow window: the widest columns wrap. */
public final class TextTable {

    private static final String GAP = "  ";
    private static final int NARROWEST = 8;
    private static final int LONG_WORD = 40;

    private static final List<Range> WIDE = List.of(
            new Range(0x1100, 0x115f),
            new Range(0x2e80, 0x303e),
            new Range(0x3041, 0x33ff),
            new Range(0xac00, 0xd7a3),
            new Range(0xff00, 0xff60),
            new Range(0xffe0, 0xffe6),
            new Range(0x1f300, 0x1faff));

    private final int columns;
    private final List<String[]> rows = new ArrayList<>();
    private final boolean headed;

    /** Creates a table; without titles it has as many columns as its rows and no header. */
    public TextTable(int columns, String... titles) {
        this.columns = columns;
        this.headed = titles.length > 0;
        if (headed) {
            add(titles);
        }
    }

    /** Adds a row. */
    public void add(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("A row of " + cells.length + " cells in a table of " + columns);
        }
        rows.add(Arrays.stream(cells).map(Printable::line).toArray(String[]::new));
    }

    /** Whether there is no row but the header. */
    public boolean isEmpty() {
        return rows.size() == (headed ? 1 : 0);
    }

    /**
     * Prints the table, each line after {@code indent}; where there is no window, lines are as long as they are. In a
     * window in which words would have to be broken, each row becomes a block of lines.
     */
    public void print(Output out, String indent) {
        int room = out.width() == 0 ? Integer.MAX_VALUE : out.width() - indent.length();
        int[] widths = widths(room);
        if (headed && total(widths) > room) {
            printBlocks(out, indent);
            return;
        }
        for (int row = 0; row < rows.size(); row++) {
            print(out, indent, rows.get(row), widths);
            if (headed && row == 0) {
                print(out, indent, Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new), widths);
            }
        }
    }

    private void printBlocks(Output out, String indent) {
        String[] titles = rows.get(0);
        int titleWidth = Arrays.stream(titles).mapToInt(TextTable::width).max().orElse(0);
        int[] widths = {titleWidth, Math.max(NARROWEST, out.width() - indent.length() - titleWidth - GAP.length())};
        for (String[] row : rows.subList(1, rows.size())) {
            for (int column = 0; column < columns; column++) {
                if (!row[column].isEmpty()) {
                    print(out, indent, new String[] {titles[column], row[column]}, widths);
                }
            }
            out.text().println();
        }
    }

    /** As narrow as the room asks for, but no column narrower than its longest word, unless that is very long. */
    private int[] widths(int room) {
        int[] widths = new int[columns];
        int[] narrowest = new int[columns];
        for (String[] row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], width(row[column]));
                // A table with a header becomes blocks where words do not fit; one without breaks them.
                int word = headed ? LONG_WORD : NARROWEST;
                narrowest[column] = Math.max(narrowest[column], Math.min(word, longestWord(row[column])));
            }
        }
        for (long excess = total(widths) - room; excess > 0; excess--) {
            int widest = -1;
            for (int column = 0; column < columns; column++) {
                if (widths[column] > narrowest[column] && (widest < 0 || widths[column] > widths[widest])) {
                    widest = column;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int longestWord(String text) {
        return Arrays.stream(text.split(" ", -1))
                .mapToInt(TextTable::width)
                .max()
                .orElse(0);
    }

    private static long total(int[] widths) {
        return Arrays.stream(widths).asLongStream().sum() + (long) GAP.length() * (widths.length - 1);
    }

    private void print(Output out, String indent, String[] cells, int[] widths) {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 1;
        for (int column = 0; column < cells.length; column++) {
            List<String> lines = wrap(cells[column], widths[column]);
            wrapped.add(lines);
            height = Math.max(height, lines.size());
        }
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder(indent);
            for (int column = 0; column < cells.length; column++) {
                List<String> lines = wrapped.get(column);
                String cell = line < lines.size() ? lines.get(line) : "";
                text.append(column == 0 ? "" : GAP)
                        .append(cell)
                        .append(" ".repeat(Math.max(0, widths[column] - width(cell))));
            }
            out.text().println(text.toString().stripTrailing());
        }
    }

    /** Breaks at spaces; a word that is longer than the line is broken where it ends. */
    static List<String> wrap(String text, int width) {
        if (width(text) <= width) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && width(line) + 1 + width(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            while (width(line) > width) {
                int end = fitting(line, width);
                lines.add(line.substring(0, end));
                line.delete(0, end);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static int fitting(CharSequence text, int width) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int codePoint = Character.codePointAt(text, end);
            used += width(codePoint);
            if (used > width && end > 0) {
                return end;
            }
            end += Character.charCount(codePoint);
        }
        return end;
    }

    /** How many columns of a terminal the text takes. */
    static int width(CharSequence text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    /** Ideographs, the scripts that are set like them, and pictures. */
    private static boolean isWide(int codePoint) {
        return Character.isIdeographic(codePoint)
                || WIDE.stream().anyMatch(range -> range.first <= codePoint && codePoint <= range.last);
    }

    private record Range(int first, int last) {}
}

package dev.rollcall.cli.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * Keeps a terminal from obeying what a directory or a table holds: control characters and those that turn the direction
 * of text are shown as escapes. Line ends pass.
 */
final class Printable extends FilterWriter {

    Printable(Writer target) {
        super(target);
    }

    /** Returns the text as it may be shown, on one line. */
    static String line(String text) {
        return of(text, false);
    }

    private static String of(String text, boolean linesPass) {
        if (text.codePoints().noneMatch(Printable::isUnsafe)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(each -> {
            if (isUnsafe(each) && !(linesPass && each == '\n')) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", each));
            } else {
                shown.appendCodePoint(each);
            }
        });
        return shown.toString();
    }

    private static boolean isUnsafe(int each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // The two joiners are part of words in several scripts (R13).
            case Character.FORMAT -> each != '\u200c' && each != '\u200d';
            default -> false;
        };
    }

    @Override
    public void write(int each) throws IOException {
        write(String.valueOf((char) each), 0, 1);
    }

    @Override
    public void write(char[] chars, int from, int length) throws IOException {
        write(String.valueOf(chars, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        out.write(of(text.substring(from, from + length).replace("\r\n", "\n"), true));
    }
}

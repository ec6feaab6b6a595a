package dev.rollcall.http.internal.exchange;

/** Names from a configuration or a service, fit for a message: one line, and not endless. */
public final class Printable {

    private static final int LONGEST = 200;

    private Printable() {}

    /**
     * The text with a question mark for each character that is not to be seen, or turns the text around, cut where it
     * is very long.
     */
    public static String of(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().limit(LONGEST).map(Printable::shown).forEach(result::appendCodePoint);
        return result + (text.codePointCount(0, text.length()) > LONGEST ? "..." : "");
    }

    private static int shown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> '?';
            default -> c;
        };
    }
}

package dev.rollcall.ldap.internal;

/** Texts that a server gave, such as names of entries and certificates, as they may stand in a message. */
public final class Printable {

    private static final int LONGEST = 300;

    private Printable() {}

    /**
     * The text without anything that could forge a line of a log or turn the text around, and not longer than 300
     * characters.
     */
    public static String of(String foreign) {
        StringBuilder clean = new StringBuilder();
        foreign.codePoints().limit(LONGEST).map(c -> isHarmless(c) ? c : '?').forEach(clean::appendCodePoint);
        return foreign.codePointCount(0, foreign.length()) > LONGEST ? clean + "..." : clean.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}

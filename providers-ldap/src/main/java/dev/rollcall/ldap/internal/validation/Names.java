package dev.rollcall.ldap.internal.validation;

/** Names that a server gave, for a message. */
final class Names {

    private static final int LONGEST = 300;

    private Names() {}

    /** The name without anything that could forge a line of a log or turn the text around, and not longer than a few lines. */
    static String printable(String name) {
        StringBuilder clean = new StringBuilder();
        name.codePoints().limit(LONGEST).map(c -> isPlain(c) ? c : '?').forEach(clean::appendCodePoint);
        return name.codePointCount(0, name.length()) > LONGEST ? clean + "..." : clean.toString();
    }

    private static boolean isPlain(int c) {
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

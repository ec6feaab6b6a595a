package dev.rollcall.identity;

import java.text.Normalizer;
import java.util.Optional;

/**
 * The one way in which match keys and usernames are compared (R13), the same in every JVM locale: U+200C and U+200D are
 * dropped, surrounding Unicode white space is cut, the rest is brought to NFC, folded code point by code point as
 * {@link String#equalsIgnoreCase} does, and brought to NFC again. So {@code Jane} equals {@code JANE}, a composed
 * {@code ü} equals a decomposed one, and {@code ß} does not equal {@code ss}.
 *
 * <p>A repository that keeps a folded column beside the username, or that looks names up, uses {@link #fold(String)}
 * for it and nothing else.
 */
public final class NameFolding {

    private NameFolding() {}

    /** Returns the folded form of {@code name}; empty where the name is blank. */
    public static String fold(String name) {
        String text = strip(withoutJoiners(name));
        if (isLowerAscii(text)) {
            return text;
        }
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder folded = new StringBuilder(composed.length());
        composed.codePoints()
                .map(codePoint -> Character.toLowerCase(Character.toUpperCase(codePoint)))
                .forEach(folded::appendCodePoint);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** Returns {@code text} without the Unicode white space around it (no-break spaces count as white space). */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && isSpace(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** Tells whether {@code text} holds nothing but Unicode white space. */
    public static boolean isBlank(String text) {
        return strip(text).isEmpty();
    }

    /**
     * Says what makes {@code name} unfit to identify anybody, in words that fit behind "the username ", or nothing
     * where it is well formed: a control character, a bidirectional control, an invisible character, a replacement
     * character or half a surrogate pair inside. The words name the code point, never the name.
     */
    public static Optional<String> malformation(String name) {
        String text = strip(name);
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            String kind = kindOfIntruder(codePoint);
            if (kind != null) {
                return Optional.of(String.format(
                        java.util.Locale.ROOT, "contains %s (U+%04X) at position %d", kind, codePoint, i + 1));
            }
            i += Character.charCount(codePoint);
        }
        return Optional.empty();
    }

    private static @org.jspecify.annotations.Nullable String kindOfIntruder(int codePoint) {
        if (Character.getType(codePoint) == Character.CONTROL) {
            return "a control character";
        }
        if (Character.getType(codePoint) == Character.SURROGATE) {
            return "half a surrogate pair";
        }
        return switch (codePoint) {
            case 0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069 ->
                "a bidirectional control";
            case 0x200B, 0x2060, 0xFEFF, 0x00AD -> "an invisible character";
            case 0xFFFD -> "a replacement character, the mark of a wrong charset,";
            default -> null;
        };
    }

    private static String withoutJoiners(String text) {
        if (text.indexOf('\u200C') < 0 && text.indexOf('\u200D') < 0) {
            return text;
        }
        return text.replace("\u200C", "").replace("\u200D", "");
    }

    private static boolean isLowerAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(int codePoint) {
        // U+0085 has the property White_Space too; for Java it is a mere control character.
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == 0x85;
    }
}

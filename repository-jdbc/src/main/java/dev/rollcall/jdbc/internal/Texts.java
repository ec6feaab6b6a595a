package dev.rollcall.jdbc.internal;

import org.jspecify.annotations.Nullable;

/** Texts in a form that every database stores: PostgreSQL takes neither U+0000 nor half a surrogate pair. */
public final class Texts {

    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /** Replaces what no database stores; for texts that are read by people. */
    public static String storable(String text) {
        if (isStorable(text)) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints()
                .map(codePoint -> isStorable(codePoint) ? codePoint : REPLACEMENT)
                .forEach(storable::appendCodePoint);
        return storable.toString();
    }

    /** As {@link #storable}; null for null. */
    public static @Nullable String storableOrNull(@Nullable String text) {
        return text == null ? null : storable(text);
    }

    /**
     * Writes what no database stores as {@code \u0000}, and doubles backslashes; for texts that must come back as they
     * were.
     */
    public static String escaped(String text) {
        if (text.indexOf('\\') < 0 && isStorable(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(codePoint -> {
            if (codePoint == '\\') {
                escaped.append("\\\\");
            } else if (isStorable(codePoint)) {
                escaped.appendCodePoint(codePoint);
            } else {
                escaped.append("\\u").append(hex(codePoint));
            }
        });
        return escaped.toString();
    }

    /** As {@link #escaped}; null for null. */
    public static @Nullable String escapedOrNull(@Nullable String text) {
        return text == null ? null : escaped(text);
    }

    /** Undoes {@link #escaped}. */
    public static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else if (text.startsWith("\\u", i) && i + 6 <= text.length()) {
                plain.append((char) Integer.parseInt(text, i + 2, i + 6, 16));
                i += 5;
            } else {
                plain.append('\\');
                i++;
            }
        }
        return plain.toString();
    }

    /** As {@link #unescaped}; null for null. */
    public static @Nullable String unescapedOrNull(@Nullable String text) {
        return text == null ? null : unescaped(text);
    }

    private static String hex(int codePoint) {
        return String.format(java.util.Locale.ROOT, "%04X", codePoint);
    }

    /** Whether every database stores this text as it is. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return text.codePoints().allMatch(Texts::isStorable);
            }
        }
        return true;
    }

    private static boolean isStorable(int codePoint) {
        return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }
}

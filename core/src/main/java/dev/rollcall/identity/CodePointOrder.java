package dev.rollcall.identity;

import java.util.Comparator;

/** The order of text by Unicode code point, which no locale changes and which UTF-8 bytes share. */
public final class CodePointOrder {

    /** Compares two texts by code point. */
    public static final Comparator<String> COMPARATOR = CodePointOrder::compare;

    private CodePointOrder() {}

    /** Compares like {@link Comparator#compare}: negative, zero or positive. */
    public static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                // Surrogates sort below U+E000..U+FFFF as chars, but stand for code points above them.
                boolean leftSurrogate = Character.isSurrogate(l);
                return leftSurrogate == Character.isSurrogate(r) ? Character.compare(l, r) : leftSurrogate ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}

package dev.rollcall.audit;

import java.util.regex.Pattern;

/**
 * Text made safe for a cell of a file that a spreadsheet opens: nothing in it runs as a formula, and nothing in it
 * begins a new record (R42).
 */
public final class SpreadsheetCell {

    /**
     * The start of what would be a cell of its own to a spreadsheet that breaks the line at the other separator, and at
     * each that is in the text, up to a sign that begins a formula.
     */
    private static final Pattern FORMULA_INSIDE =
            Pattern.compile("(?U)([,;][\\s\"]*)(?=[=+@\\-\uFF1D\uFF0B\uFF0D\uFF20])");

    private SpreadsheetCell() {}

    /**
     * Returns the text as a cell may hold it: with a quote before what begins like a formula, at the start and behind
     * each comma and semicolon, and without control characters.
     */
    public static String of(String text) {
        StringBuilder cell = new StringBuilder(text.length() + 1);
        text.codePoints().forEach(codePoint -> {
            if (isLineBreak(codePoint)) {
                cell.append(' ');
            } else if (Character.getType(codePoint) != Character.CONTROL && !isDirectionControl(codePoint)) {
                cell.appendCodePoint(codePoint);
            }
        });
        String harmless = FORMULA_INSIDE.matcher(cell).replaceAll("$1'");
        return startsFormula(harmless.strip()) ? "'" + harmless : harmless;
    }

    private static boolean startsFormula(String text) {
        if (text.isEmpty()) {
            return false;
        }
        return switch (text.charAt(0)) {
            case '=', '+', '-', '@', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20' -> true;
            default -> false;
        };
    }

    private static boolean isLineBreak(int codePoint) {
        return switch (codePoint) {
            case '\n', '\r', '\t', 0x0B, 0x0C, 0x85, 0x2028, 0x2029 -> true;
            default -> false;
        };
    }

    private static boolean isDirectionControl(int codePoint) {
        return switch (codePoint) {
            case 0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069 -> true;
            default -> false;
        };
    }
}

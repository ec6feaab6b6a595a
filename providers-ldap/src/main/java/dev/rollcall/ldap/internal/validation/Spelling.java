package dev.rollcall.ldap.internal.validation;

import java.util.Locale;

/** Whether one name may be a slip of the pen for another. */
final class Spelling {

    private static final int MOST_SLIPS = 2;
    private static final int SHORT = 4;

    private Spelling() {}

    /**
     * Whether at most two letters, in short names one, are wrong, missing or too many; the same name is not similar.
     */
    static boolean isSimilar(String one, String other) {
        String first = one.toLowerCase(Locale.ROOT);
        String second = other.toLowerCase(Locale.ROOT);
        int most = Math.min(first.length(), second.length()) <= SHORT ? 1 : MOST_SLIPS;
        int slips = slips(first, second);
        return slips > 0 && slips <= most;
    }

    private static int slips(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}

package dev.rollcall.testservers.okta;

/** Ids as Okta makes them: a prefix that tells the kind, 20 characters in all, in which case matters. */
final class Ids {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 20;
    private static final String END = "RcA5d7";

    private Ids() {}

    /** The same id for the same number; different numbers have different ids. */
    static String of(String prefix, int number) {
        StringBuilder id = new StringBuilder(LENGTH).append(prefix);
        long rest = (number + 1) * 0x9E3779B97F4A7C15L;
        while (id.length() < LENGTH - END.length()) {
            id.append(DIGITS.charAt((int) Long.remainderUnsigned(rest, DIGITS.length())));
            rest = Long.divideUnsigned(rest, DIGITS.length());
        }
        return id.append(END).toString();
    }
}

package dev.rollcall.ldap.internal.validation;

/** Numbers in words. */
final class Counts {

    private Counts() {}

    /** A number with the word for what was counted. */
    static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}

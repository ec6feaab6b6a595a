package dev.rollcall.ldap.internal.people;

import com.unboundid.ldap.sdk.RDN;
import java.util.HexFormat;

/** Finds out where a name is malformed. */
final class DnParts {

    private DnParts() {}

    /**
     * Refuses a backslash before anything but a space, a punctuation mark or a pair of hexadecimal digits, and pairs
     * that are not UTF-8: the client library would take different ones for the same. RFC 4514 allows few punctuation
     * marks, but some servers escape more, and there is one way only to understand it.
     */
    static void checkEscapes(String dn) {
        for (int i = dn.indexOf('\\'); i >= 0; i = dn.indexOf('\\', i)) {
            int end = endOfBytes(dn, i);
            if (end == i && (i + 1 == dn.length() || !isPunctuation(dn.charAt(i + 1)))) {
                throw new MalformedDnException(
                        "the name has a backslash that escapes nothing, at character " + (i + 1));
            }
            if (Utf8.textOrNull(HexFormat.of().parseHex(dn.substring(i, end).replace("\\", ""))) == null) {
                throw new MalformedDnException("the name has bytes that are not UTF-8, at character " + (i + 1));
            }
            i = end == i ? i + 2 : end;
        }
    }

    /** Where a row of escaped bytes ends. */
    private static int endOfBytes(String dn, int start) {
        int i = start;
        while (i + 2 < dn.length() && dn.charAt(i) == '\\' && isHex(dn.charAt(i + 1)) && isHex(dn.charAt(i + 2))) {
            i += 3;
        }
        return i;
    }

    private static boolean isPunctuation(char c) {
        return c >= ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
    }

    private static boolean isHex(char c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    /** Says which part of a name that cannot be parsed is the first to blame. */
    static MalformedDnException malformed(String dn) {
        int start = 0;
        for (int number = 1; start <= dn.length(); number++) {
            int end = end(dn, start);
            if (!RDN.isValidRDN(dn.substring(start, end))) {
                return new MalformedDnException(
                        "the name is malformed in part " + number + ", which begins at character " + (start + 1)
                                + "; a part looks like ou=Sales, with special characters escaped (RFC 4514)");
            }
            start = end + 1;
        }
        return new MalformedDnException("the name is malformed (RFC 4514)");
    }

    private static int end(String dn, int start) {
        boolean quoted = false;
        for (int i = start; i < dn.length(); i++) {
            switch (dn.charAt(i)) {
                case '\\' -> i++;
                case '"' -> quoted = !quoted;
                case ',', ';' -> {
                    if (!quoted) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return dn.length();
    }
}

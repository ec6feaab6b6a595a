package dev.rollcall.ldap.internal.people;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** UUIDs as bytes and as text (RFC 4122), in lower case. */
final class Guids {

    private static final int LENGTH = 16;
    private static final int[] AS_THEY_STAND = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final int[] LITTLE_ENDIAN = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Guids() {}

    /** The text of 16 bytes as they stand, or with the first three groups reversed; null where there are not 16. */
    static @Nullable String textOrNull(byte[] bytes, boolean littleEndian) {
        if (bytes.length != LENGTH) {
            return null;
        }
        int[] order = littleEndian ? LITTLE_ENDIAN : AS_THEY_STAND;
        StringBuilder text = new StringBuilder(36);
        for (int i = 0; i < LENGTH; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text.append('-');
            }
            int value = bytes[order[i]];
            text.append(Character.forDigit(value >> 4 & 0xF, 16)).append(Character.forDigit(value & 0xF, 16));
        }
        return text.toString();
    }

    /** A UUID in its canonical form; null where the text, with or without braces and in any case, is none. */
    static @Nullable String canonicalOrNull(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        boolean braces = lower.startsWith("{") && lower.endsWith("}") && lower.length() > 1;
        String bare = braces ? lower.substring(1, lower.length() - 1) : lower;
        return TEXT.matcher(bare).matches() ? bare : null;
    }

    /** The bytes of a canonical text. */
    static byte[] bytes(String canonical, boolean littleEndian) {
        byte[] straight = HexFormat.of().parseHex(canonical.replace("-", ""));
        int[] order = littleEndian ? LITTLE_ENDIAN : AS_THEY_STAND;
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bytes[order[i]] = straight[i];
        }
        return bytes;
    }
}

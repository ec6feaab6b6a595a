package dev.rollcall.ldap.internal.people;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text out of bytes, strictly. */
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** The text of these bytes; null where they are not UTF-8. */
    static @Nullable String textOrNull(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean doubtful = text.indexOf(REPLACEMENT) >= 0;
        return doubtful && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) ? null : text;
    }
}

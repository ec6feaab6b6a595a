package dev.rollcall.ldap.internal.people;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Security identifiers of Active Directory: as bytes, and as text such as {@code S-1-5-21-1-2-3-1105}. */
public final class Sid {

    private static final int HEAD = 8;
    private static final int MOST_PARTS = 15;
    private static final long FIRST_WRITTEN_IN_HEX = 1L << 32;

    private Sid() {}

    /** The text of an identifier; null where the bytes are none. */
    public static @Nullable String textOrNull(byte[] bytes) {
        if (bytes.length < HEAD
                || bytes[0] != 1
                || bytes[1] < 0
                || bytes[1] > MOST_PARTS
                || bytes.length != HEAD + 4 * bytes[1]) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long authority = buffer.getLong(0) & 0xFFFF_FFFF_FFFFL;
        StringBuilder text = new StringBuilder("S-1-");
        text.append(
                authority < FIRST_WRITTEN_IN_HEX
                        ? Long.toString(authority)
                        : "0x" + HexFormat.of().withUpperCase().toHexDigits(authority, 12));
        buffer.order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < bytes[1]; i++) {
            text.append('-').append(Integer.toUnsignedString(buffer.getInt(HEAD + 4 * i)));
        }
        return text.toString();
    }

    /** The bytes of an identifier; null where the text is none. */
    static byte @Nullable [] bytesOrNull(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length < 3 || parts.length > 3 + MOST_PARTS || !parts[0].equals("S") || !parts[1].equals("1")) {
            return null;
        }
        try {
            ByteBuffer buffer = ByteBuffer.allocate(HEAD + 4 * (parts.length - 3));
            buffer.putLong(Long.decode(parts[2])).put(0, (byte) 1).put(1, (byte) (parts.length - 3));
            buffer.order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 3; i < parts.length; i++) {
                buffer.putInt(Integer.parseUnsignedInt(parts[i]));
            }
            byte[] bytes = buffer.array();
            return text.equals(textOrNull(bytes)) ? bytes : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}

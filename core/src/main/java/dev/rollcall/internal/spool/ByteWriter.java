package dev.rollcall.internal.spool;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A growing array of bytes. Text keeps every {@code char}, half surrogate pairs included. */
public final class ByteWriter {

    private byte[] bytes = new byte[512];
    private int length;

    void reset() {
        length = 0;
    }

    int length() {
        return length;
    }

    byte[] array() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    /** Appends one byte. */
    public ByteWriter oneByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Appends a number, short where it is small. */
    public ByteWriter number(long value) {
        room(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** Appends a yes or no. */
    public ByteWriter flag(boolean value) {
        return oneByte(value ? 1 : 0);
    }

    /** Appends a constant of an enum. */
    @SuppressWarnings("EnumOrdinal") // within one run, the order of an enum does not change
    public ByteWriter constant(@Nullable Enum<?> value) {
        return oneByte(value == null ? 0xFF : value.ordinal());
    }

    /** Appends text. */
    public ByteWriter text(String value) {
        number(value.length());
        room(3 * value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xC0 | (c >> 6));
                bytes[length++] = (byte) (0x80 | (c & 0x3F));
            } else {
                bytes[length++] = (byte) (0xE0 | (c >> 12));
                bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                bytes[length++] = (byte) (0x80 | (c & 0x3F));
            }
        }
        return this;
    }

    /** Appends text or its absence. */
    public ByteWriter optionalText(@Nullable String value) {
        flag(value != null);
        return value == null ? this : text(value);
    }

    /** Appends a moment or its absence. */
    public ByteWriter optionalInstant(@Nullable Instant value) {
        flag(value != null);
        return value == null ? this : number(value.getEpochSecond()).number(value.getNano());
    }

    /** Appends texts. */
    public ByteWriter texts(Collection<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    /** Appends texts by name; a text may be absent. */
    public ByteWriter textMap(Map<String, ? extends @Nullable String> values) {
        number(values.size());
        values.forEach((key, value) -> text(key).optionalText(value));
        return this;
    }
}

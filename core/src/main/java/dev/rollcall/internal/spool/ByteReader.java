package dev.rollcall.internal.spool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link ByteWriter} wrote. */
public final class ByteReader {

    private final byte[] bytes;
    private int position;
    private char[] chars = new char[256];

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads one byte, without sign. */
    public int oneByte() {
        return bytes[position++] & 0xFF;
    }

    /** Reads a number. */
    public long number() {
        long value = 0;
        int shift = 0;
        while (true) {
            int next = oneByte();
            value |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return (value >>> 1) ^ -(value & 1);
            }
            shift += 7;
        }
    }

    /** Reads a yes or no. */
    public boolean flag() {
        return oneByte() != 0;
    }

    /** Reads a constant of an enum. */
    public <E extends Enum<E>> @Nullable E optionalConstant(E[] values) {
        int ordinal = oneByte();
        return ordinal == 0xFF ? null : values[ordinal];
    }

    /** Reads a constant of an enum that is there. */
    public <E extends Enum<E>> E constant(E[] values) {
        return values[oneByte()];
    }

    /** Reads text. */
    public String text() {
        int length = (int) number();
        if (chars.length < length) {
            chars = new char[length];
        }
        for (int i = 0; i < length; i++) {
            int first = oneByte();
            if (first < 0x80) {
                chars[i] = (char) first;
            } else if (first < 0xE0) {
                chars[i] = (char) ((first & 0x1F) << 6 | (oneByte() & 0x3F));
            } else {
                chars[i] = (char) ((first & 0x0F) << 12 | (oneByte() & 0x3F) << 6 | (oneByte() & 0x3F));
            }
        }
        return new String(chars, 0, length);
    }

    /** Reads text or its absence. */
    public @Nullable String optionalText() {
        return flag() ? text() : null;
    }

    /** Reads a moment or its absence. */
    public @Nullable Instant optionalInstant() {
        return flag() ? Instant.ofEpochSecond(number(), number()) : null;
    }

    /** Reads texts. */
    public List<String> texts() {
        int size = (int) number();
        List<String> values = new ArrayList<>(Math.min(size, 1024));
        for (int i = 0; i < size; i++) {
            values.add(text());
        }
        return values;
    }

    /** Reads texts by name. */
    public Map<String, @Nullable String> textMap() {
        int size = (int) number();
        Map<String, @Nullable String> values = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            String key = text();
            values.put(key, optionalText());
        }
        return values;
    }
}

package dev.rollcall.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The bytes that some programs put at the start of a text file to tell its charset. */
enum ByteOrderMark {
    UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
    UTF_16LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
    UTF_16BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF);

    /** How many bytes of a file are needed to recognise each of them. */
    static final int LONGEST = 3;

    private final Charset charset;
    private final byte[] mark;

    ByteOrderMark(Charset charset, int... mark) {
        this.charset = charset;
        this.mark = new byte[mark.length];
        for (int i = 0; i < mark.length; i++) {
            this.mark[i] = (byte) mark[i];
        }
    }

    Charset charset() {
        return charset;
    }

    int length() {
        return mark.length;
    }

    /** Returns the mark with which a file begins, if any. */
    static Optional<ByteOrderMark> at(byte[] start) {
        return Arrays.stream(values())
                .filter(candidate -> startsWith(start, candidate.mark))
                .findFirst();
    }

    private static boolean startsWith(byte[] start, byte[] mark) {
        return start.length >= mark.length && Arrays.equals(start, 0, mark.length, mark, 0, mark.length);
    }
}

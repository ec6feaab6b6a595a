package dev.rollcall.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The bytes that some programs put at the start of a text file to tell its charset: U+FEFF in that charset. */
enum ByteOrderMark {
    UTF_8(StandardCharsets.UTF_8),
    UTF_16LE(StandardCharsets.UTF_16LE),
    UTF_16BE(StandardCharsets.UTF_16BE);

    /** How many bytes of a file are needed to recognise each of them. */
    static final int LONGEST = 3;

    private final Charset charset;

    ByteOrderMark(Charset charset) {
        this.charset = charset;
    }

    Charset charset() {
        return charset;
    }

    int length() {
        return bytes().length;
    }

    private byte[] bytes() {
        return "\uFEFF".getBytes(charset);
    }

    /** Returns the mark with which a file begins, if any. */
    static Optional<ByteOrderMark> at(byte[] start) {
        return Arrays.stream(values()).filter(mark -> mark.isAt(start)).findFirst();
    }

    private boolean isAt(byte[] start) {
        byte[] mark = bytes();
        return start.length >= mark.length && Arrays.equals(start, 0, mark.length, mark, 0, mark.length);
    }
}

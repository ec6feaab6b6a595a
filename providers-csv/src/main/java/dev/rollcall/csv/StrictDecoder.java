package dev.rollcall.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text of a stream, without its byte order mark, which decides the charset where there is one. Bytes that are no text
 * in that charset are a {@link java.nio.charset.CharacterCodingException}, thrown only after every character before
 * them was delivered: so whoever counts lines knows the line. ({@link java.io.InputStreamReader} drops what stands
 * before them.)
 */
final class StrictDecoder extends Reader {

    private static final int BUFFER_SIZE = 1 << 14;

    private final InputStream in;
    private final Charset charset;
    private final boolean marked;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_SIZE);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER_SIZE).limit(0);
    private @Nullable CoderResult fault;
    private boolean inputEnded;
    private boolean ended;

    /** Starts to read {@code in}, which this reader then closes; {@code fallback} is for a stream without mark. */
    StrictDecoder(InputStream in, Charset fallback) throws IOException {
        this.in = in;
        byte[] start = in.readNBytes(ByteOrderMark.LONGEST);
        Optional<ByteOrderMark> mark = ByteOrderMark.at(start);
        this.marked = mark.isPresent();
        this.charset = mark.map(ByteOrderMark::charset).orElse(fallback);
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        int skipped = mark.map(ByteOrderMark::length).orElse(0);
        bytes.put(start, skipped, start.length - skipped).flip();
    }

    Charset charset() {
        return charset;
    }

    boolean hasMark() {
        return marked;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (fault != null) {
                fault.throwException();
            }
            if (ended) {
                return -1;
            }
            decodeMore();
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        return count;
    }

    private void decodeMore() throws IOException {
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, inputEnded);
        if (result.isError()) {
            fault = result;
        } else if (result.isUnderflow() && !inputEnded) {
            fill();
        } else if (result.isUnderflow() && chars.position() == 0) {
            decoder.flush(chars);
            ended = true;
        }
        chars.flip();
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            inputEnded = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

package dev.rollcall.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks of a text in PEM: each between a line that begins it and one that ends it, both with its label. */
final class PemBlocks {

    private static final byte[] BEGIN = ascii("-----BEGIN ");
    private static final byte[] DASHES = ascii("-----");

    private final byte[] content;
    private final List<Block> blocks = new ArrayList<>();

    private record Block(String label, int from, int to) {}

    private PemBlocks(byte[] content) {
        this.content = content;
    }

    /** Finds the blocks; the content is not copied. */
    static PemBlocks of(byte[] content) {
        PemBlocks found = new PemBlocks(content);
        int at = 0;
        while (at >= 0) {
            at = found.findFrom(at);
        }
        return found;
    }

    /** Returns where to look for another, or -1. */
    private int findFrom(int from) {
        int begin = indexOf(BEGIN, from);
        int labelEnd = begin < 0 ? -1 : indexOf(DASHES, begin + BEGIN.length);
        if (labelEnd < 0) {
            return -1;
        }
        int labelStart = begin + BEGIN.length;
        String label = new String(content, labelStart, Math.min(labelEnd - labelStart, 40), StandardCharsets.US_ASCII);
        int end = indexOf(ascii("-----END " + label + "-----"), labelEnd);
        if (end < 0) {
            return labelEnd + DASHES.length;
        }
        blocks.add(new Block(label, labelEnd + DASHES.length, end));
        return end + DASHES.length;
    }

    private int indexOf(byte[] text, int from) {
        for (int i = from; i <= content.length - text.length; i++) {
            if (Arrays.equals(content, i, i + text.length, text, 0, text.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether there is a block whose label ends so. */
    boolean has(String labelEnd) {
        return blocks.stream().anyMatch(block -> block.label().endsWith(labelEnd));
    }

    /** How many blocks have this label. */
    long count(String label) {
        return blocks.stream().filter(block -> block.label().equals(label)).count();
    }

    /**
     * What the first block of this label holds, empty if it cannot be decoded; null if there is none. For the caller to
     * overwrite.
     */
    byte @Nullable [] first(String label) {
        for (Block block : blocks) {
            if (block.label().equals(label)) {
                return decoded(block);
            }
        }
        return null;
    }

    private byte[] decoded(Block block) {
        byte[] text = Arrays.copyOfRange(content, block.from(), block.to());
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** Whether the content begins as something in ASN.1 does, and not as a text. */
    boolean isBinary() {
        boolean text = true;
        for (int i = 0; i < Math.min(content.length, 8); i++) {
            text &= content[i] >= '\t'; // bytes beyond ASCII are less
        }
        return !text && content[0] == 0x30;
    }

    /** Whether the content begins as something in JSON does. */
    boolean isJson() {
        for (byte b : content) {
            if (b > ' ') {
                return b == '{';
            }
        }
        return false;
    }
}

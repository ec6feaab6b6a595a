package dev.rollcall.internal.planning;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a text by a number. The key differs from run to run, so nobody can prepare texts that collide; where a
 * collision of two ids could matter, the texts themselves are compared before anything is done.
 */
final class KeyedHash {

    private final byte[] key;
    private final MessageDigest digest;

    KeyedHash(HashKey key) {
        this.key = key.bytes();
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The number of a text; never 0. */
    long of(String text) {
        digest.update(key);
        long hash = ByteBuffer.wrap(digest.digest(bytes(text))).getLong();
        return hash == 0 ? 1 : hash;
    }

    KeyedHash start() {
        digest.reset();
        digest.update(key);
        return this;
    }

    KeyedHash add(@Nullable String text) {
        if (text == null) {
            digest.update((byte) 0);
        } else {
            byte[] bytes = bytes(text);
            digest.update((byte) 1);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return this;
    }

    /** The 128 bits of everything added since {@link #start}. */
    ByteBuffer finish() {
        return ByteBuffer.wrap(digest.digest());
    }

    /** Half a surrogate pair has no UTF-8; a text with one is told apart by its chars. */
    private static byte[] bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return utf16(text);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] utf16(String text) {
        ByteBuffer chars = ByteBuffer.allocate(2 + 2 * text.length());
        chars.put((byte) 0xFF).put((byte) 0xFF);
        for (int i = 0; i < text.length(); i++) {
            chars.putChar(text.charAt(i));
        }
        return chars.array();
    }
}

package dev.rollcall.ldap.internal.connection;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import dev.rollcall.directory.DirectoryCredentialsException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The name and password of one opening. Its password is overwritten when it is closed. */
final class Login implements AutoCloseable {

    private final @Nullable Account account;
    private final byte[] password;

    private Login(@Nullable Account account, byte[] password) {
        this.account = account;
        this.password = password;
    }

    /**
     * Asks for the password, if there is an account.
     *
     * @throws DirectoryCredentialsException if there is none: a login without password would succeed, as nobody (RFC
     *     4513, 5.1.2)
     */
    static Login of(@Nullable Account account) {
        return new Login(account, account == null ? new byte[0] : passwordOf(account));
    }

    private static byte[] passwordOf(Account account) {
        char @Nullable [] secret;
        try {
            secret = account.password();
        } catch (RuntimeException e) {
            throw new DirectoryCredentialsException(
                    "The password of " + account + " could not be had: its source failed with "
                            + e.getClass().getSimpleName(),
                    e);
        }
        try {
            if (secret == null || secret.length == 0) {
                throw new DirectoryCredentialsException(
                        "There is no password for " + account
                                + ": its source gave nothing, and a server would take a login without password for one of nobody");
            }
            return utf8(secret);
        } catch (CharacterCodingException e) {
            throw new DirectoryCredentialsException("The password of " + account + " is no valid Unicode text", e);
        } finally {
            if (secret != null) {
                Arrays.fill(secret, '\0');
            }
        }
    }

    private static byte[] utf8(char[] secret) throws CharacterCodingException {
        ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(secret));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes).clear();
        while (encoded.hasRemaining()) {
            encoded.put((byte) 0);
        }
        return bytes;
    }

    /** The request; to be used before this is closed. */
    BindRequest request() {
        return account == null ? new SimpleBindRequest() : new SimpleBindRequest(account.name(), password);
    }

    /** Who logs in, for messages. */
    @Override
    public String toString() {
        return account == null ? "nobody (anonymous)" : account.toString();
    }

    @Override
    public void close() {
        Arrays.fill(password, (byte) 0);
    }
}

package dev.rollcall.http.internal.token;

import dev.rollcall.directory.DirectoryCredentialsException;
import java.util.Arrays;
import java.util.function.Supplier;

/** Takes secrets over from a host. */
public final class Secrets {

    private Secrets() {}

    /**
     * Asks for a secret, as it goes into a header or a form, and overwrites the array. It must consist of visible
     * characters of ASCII: a line break would end the header and begin another.
     *
     * @param name what it is, for messages: "API token"
     * @throws DirectoryCredentialsException if there is none, or not such a one; nothing of it is told
     */
    public static String read(Supplier<char[]> supplier, String name) {
        char[] secret = ask(supplier, name);
        try {
            check(secret, name);
            return new String(secret);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    // A host's supplier may give null, whatever its type says.
    private static char[] ask(Supplier<char[]> supplier, String name) {
        char[] secret;
        try {
            secret = supplier.get();
        } catch (RuntimeException e) {
            throw new DirectoryCredentialsException(
                    "the host could not give the " + name + " (" + e.getClass().getName() + ")", e);
        }
        if (secret == null || secret.length == 0) {
            throw new DirectoryCredentialsException("there is no " + name + ": what the host gave is empty");
        }
        return secret;
    }

    private static void check(char[] secret, String name) {
        char last = secret[secret.length - 1];
        if (last == '\n' || last == '\r') {
            throw new DirectoryCredentialsException(
                    "the " + name + " ends with a line break, as what is read from a file may; leave it out");
        }
        for (char c : secret) {
            if (!isVisible(c)) {
                throw new DirectoryCredentialsException(
                        "the " + name
                                + " holds a character that none can hold: a space, a line break, or one beyond ASCII; copy it anew");
            }
        }
    }

    /** Whether a character may stand in a secret or token (RFC 6749, VSCHAR without the space). */
    static boolean isVisible(int c) {
        return c > ' ' && c < 0x7f;
    }
}

package dev.rollcall.http.internal.json;

/**
 * What should have been JSON is none, or not what was expected. The message says where, and never what stands there.
 */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message, null, false, false);
    }
}

package dev.rollcall.http.internal.exchange;

import java.io.IOException;

/** An answer that is larger than is allowed; asking again would not make it smaller. */
public final class AnswerTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    public AnswerTooLargeException(int limit) {
        super("more than " + limit + " bytes");
    }
}

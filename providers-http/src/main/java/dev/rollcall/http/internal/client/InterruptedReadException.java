package dev.rollcall.http.internal.client;

/**
 * The thread was interrupted while it waited for a service; its flag is set again. Never leaves a provider: the read
 * then asks its sink.
 */
public final class InterruptedReadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InterruptedReadException() {
        super("interrupted while waiting for the service", null, false, false);
    }
}

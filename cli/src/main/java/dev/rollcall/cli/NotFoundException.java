package dev.rollcall.cli;

/** There is no such person, account or run; the message names it. */
final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotFoundException(String message) {
        super(message);
    }
}

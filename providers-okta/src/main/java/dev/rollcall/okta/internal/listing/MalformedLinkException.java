package dev.rollcall.okta.internal.listing;

/**
 * A header that should lead to the next page cannot be taken apart. The message says where, and never what stands
 * there.
 */
final class MalformedLinkException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedLinkException(String message) {
        super(message, null, false, false);
    }
}

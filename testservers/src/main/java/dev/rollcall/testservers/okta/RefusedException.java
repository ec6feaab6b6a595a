package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpReply;

/** A call that is not answered as asked, with the answer instead. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HttpReply reply;

    RefusedException(HttpReply reply) {
        super(null, null, false, false);
        this.reply = reply;
    }

    HttpReply reply() {
        return reply;
    }
}

package dev.rollcall.http.internal.client;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Origin;
import dev.rollcall.http.internal.exchange.Request;

/**
 * Asks one service, and no other: a request to another origin is refused before it is signed (F87). Renews the token
 * once where a request is refused for it (F81). For one read, by several threads.
 */
public final class DirectoryClient {

    private static final int UNAUTHORIZED = 401;

    private final Sender sender;
    private final Origin origin;
    private final Authorization authorization;
    private final ServiceWords words;

    public DirectoryClient(Sender sender, Origin origin, Authorization authorization, ServiceWords words) {
        this.sender = sender;
        this.origin = origin;
        this.authorization = authorization;
        this.words = words;
    }

    /**
     * Asks, and takes success only.
     *
     * @param doing what it is for, for messages: "reading the members of group 'Staff'"
     * @throws dev.rollcall.directory.DirectoryException for everything else
     * @throws InterruptedReadException if the thread was interrupted
     */
    public Answer get(Request request, String doing) {
        Answer answer = ask(request, doing);
        if (!answer.isSuccess()) {
            throw words.refused(answer, doing);
        }
        return answer;
    }

    /**
     * Asks, and leaves it to the caller what a refusal means; one for want of a valid token (401) is an exception here
     * too.
     */
    public Answer ask(Request request, String doing) {
        if (!origin.holds(request.uri())) {
            throw new SnapshotIncompleteException(words.service() + ": " + doing + " failed: the next address is at "
                    + (request.uri().getHost() == null
                            ? "no host at all"
                            : Origin.of(request.uri()).toString())
                    + ", and the token is for " + origin
                    + " only, so nothing was sent there. If the service has moved, set"
                    + " its new address");
        }
        Sent sent = sender.send(() -> request, authorization::sign, doing);
        if (sent.answer().status() == UNAUTHORIZED && authorization.renew(sent.request())) {
            sent = sender.send(() -> request, authorization::sign, doing);
        }
        if (sent.answer().status() == UNAUTHORIZED) {
            throw words.refused(sent.answer(), doing);
        }
        return sent.answer();
    }
}

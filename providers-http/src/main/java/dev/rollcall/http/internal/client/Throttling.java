package dev.rollcall.http.internal.client;

import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import java.time.Duration;

/** What a service says about how often it wants to be asked. Used by several threads at once. */
public interface Throttling {

    /**
     * How long to wait before the same is asked again.
     *
     * @param refusal an answer with the status 408, 425, 429, 500, 502 to 504 or 520 to 524
     * @param attempt how often it was refused, from 1
     */
    Duration beforeRetry(Answer refusal, int attempt);

    /**
     * How long to wait before this request is sent, so that the service need not refuse it; nothing unless it is close
     * to its limit.
     */
    Duration beforeRequest(Request request);

    /** Takes what an answer says of the limits, refusals included. */
    void heed(Request request, Answer answer);
}

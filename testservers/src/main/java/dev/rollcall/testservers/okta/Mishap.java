package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Something that goes wrong with one answer. */
@FunctionalInterface
public interface Mishap {

    /**
     * The answer that is given instead.
     *
     * @param honest what the org would answer; it is asked only if this is called
     */
    HttpReply answer(HttpQuestion question, Supplier<HttpReply> honest);

    /** Exactly this answer. */
    static Mishap reply(HttpReply reply) {
        return (question, honest) -> reply;
    }

    /** The honest answer, changed. */
    static Mishap changed(UnaryOperator<HttpReply> change) {
        return (question, honest) -> change.apply(honest.get());
    }

    /** The honest answer with a changed body. */
    static Mishap changedBody(UnaryOperator<JsonNode> change) {
        return changed(reply -> reply.body(
                HttpReply.json(reply.status(), change.apply(JsonMapper.shared().readTree(reply.body())))
                        .body()));
    }

    /** 429 as of an empty bucket, which is full again after that time; it may be negative. */
    static Mishap tooManyRequests(Duration untilReset) {
        return changed(reply -> {
            Instant now = Times.fromHttp(Objects.requireNonNull(reply.header("date")));
            HttpReply refused = refusal(OktaError.tooManyRequests(), reply);
            return replaced(
                    replaced(refused, "x-rate-limit-remaining", "0"),
                    "x-rate-limit-reset",
                    Long.toString(now.plus(untilReset).getEpochSecond()));
        });
    }

    /** 429 as of too many calls at once: limit and remaining are 0. */
    static Mishap concurrencyLimit() {
        return changed(reply -> {
            HttpReply refused = refusal(OktaError.tooManyRequests(), reply);
            return replaced(replaced(refused, "x-rate-limit-limit", "0"), "x-rate-limit-remaining", "0");
        });
    }

    /** A failure of the service, such as 500 or 503. */
    static Mishap failure(int status) {
        return changed(reply -> refusal(OktaError.internal(), reply, status));
    }

    /** A failure of something in front of the service: no envelope and none of its headers. */
    static Mishap gatewayFailure(int status) {
        return reply(HttpReply.text(status, "text/html", "<html><body>upstream unavailable</body></html>"));
    }

    /** 401: the token is no longer good. */
    static Mishap tokenRefused() {
        return changed(reply -> refusal(OktaError.invalidToken(), reply));
    }

    /** 403: not allowed. */
    static Mishap forbidden() {
        return changed(reply -> refusal(OktaError.forbidden(), reply));
    }

    /** The connection ends after that many bytes of the body. */
    static Mishap cutAfter(int bytes) {
        return changed(reply -> reply.cutAfter(bytes));
    }

    /** The connection ends without a word. */
    static Mishap dropped() {
        return changed(HttpReply::dropped);
    }

    /** The headers come, and then nothing. */
    static Mishap stalling() {
        return changed(HttpReply::stalling);
    }

    /** Nothing comes. */
    static Mishap silent() {
        return changed(HttpReply::silent);
    }

    /** The body is not JSON. */
    static Mishap corrupt() {
        return changed(HttpReply::corrupt);
    }

    /** The next page is said to be there. */
    static Mishap nextPageAt(URI address) {
        return changed(reply -> reply.without("link").with("link", "<" + address + ">; rel=\"next\""));
    }

    /** There is no word of other pages, though there may be some. */
    static Mishap noLinks() {
        return changed(reply -> reply.without("link"));
    }

    private static HttpReply refusal(HttpReply refusal, HttpReply honest) {
        return refusal(refusal, honest, refusal.status());
    }

    /** A refusal with the headers that each answer has. */
    private static HttpReply refusal(HttpReply refusal, HttpReply honest, int status) {
        HttpReply reply = HttpReply.of(status).body(refusal.body());
        for (Map.Entry<String, String> header : honest.without("link").headers()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    private static HttpReply replaced(HttpReply reply, String header, String value) {
        return reply.without(header).with(header, value);
    }
}

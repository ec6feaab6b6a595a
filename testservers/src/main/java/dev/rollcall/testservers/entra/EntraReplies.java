package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpReply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Refusals that a test hands to {@link FakeEntra#next}. */
public final class EntraReplies {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

    private EntraReplies() {}

    /** Status 429 without a time to wait. */
    public static HttpReply throttled() {
        return refused(429, "TooManyRequests", "Too many requests.")
                .with("x-ms-throttle-scope", "Tenant_Application/ReadWrite")
                .with("x-ms-throttle-information", "ResourceUnitLimitExceeded");
    }

    /** Status 429, with seconds to wait. */
    public static HttpReply throttled(int seconds) {
        return throttled().with("Retry-After", Integer.toString(seconds));
    }

    /** Status 429, with a date to wait for. */
    public static HttpReply throttled(Instant until) {
        return throttled().with("Retry-After", date(until));
    }

    /** Status 503 without a time to wait. */
    public static HttpReply unavailable() {
        return refused(503, "ServiceUnavailable", "The service is not available for the moment.");
    }

    /** Status 503, with seconds to wait. */
    public static HttpReply unavailable(int seconds) {
        return unavailable().with("Retry-After", Integer.toString(seconds));
    }

    /** Status 503, with a date to wait for. */
    public static HttpReply unavailable(Instant until) {
        return unavailable().with("Retry-After", date(until));
    }

    /** Any error in the form of Graph. */
    public static HttpReply refused(int status, String code, String message) {
        return GraphReplies.failed(status, code, message, Instant.now(), "");
    }

    /** A time as HTTP headers have it (RFC 9110). */
    public static String date(Instant time) {
        return DATE.format(time.atZone(ZoneOffset.UTC));
    }
}

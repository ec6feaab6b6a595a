package dev.rollcall.testservers.okta;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** How Okta writes times: in whole seconds, with three noughts behind them. */
final class Times {

    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss'.000Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** The times written last: people of one org share most of theirs. */
    private static final AtomicReferenceArray<Written> WRITTEN = new AtomicReferenceArray<>(1024);

    private Times() {}

    static JsonNode json(@Nullable Instant time) {
        if (time == null) {
            return NullNode.getInstance();
        }
        int place = Math.floorMod(time.getEpochSecond(), WRITTEN.length());
        Written written = WRITTEN.get(place);
        if (written == null || written.second() != time.getEpochSecond()) {
            written = new Written(time.getEpochSecond(), StringNode.valueOf(ISO.format(time)));
            WRITTEN.set(place, written);
        }
        return written.json();
    }

    /** For the Date header. */
    static String http(Instant time) {
        return HTTP.format(time);
    }

    /** The time of a Date header. */
    static Instant fromHttp(String text) {
        return HTTP.parse(text, Instant::from);
    }

    private record Written(long second, JsonNode json) {}
}

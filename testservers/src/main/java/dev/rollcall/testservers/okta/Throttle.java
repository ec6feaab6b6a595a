package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpReply;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;

/**
 * The rate limits: for each kind of call a bucket that is full again one minute after the first call was taken from it.
 */
final class Throttle {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int PLENTY = 10_000;

    private final Map<OktaCall, Integer> limits = new EnumMap<>(OktaCall.class);
    private final Map<OktaCall, Bucket> buckets = new EnumMap<>(OktaCall.class);

    void limit(OktaCall call, int perMinute) {
        limits.put(call, perMinute);
        buckets.remove(call);
    }

    /** Takes a call from its bucket. */
    Reading take(OktaCall call, Instant now) {
        Bucket bucket = buckets.get(call);
        if (bucket == null || !now.isBefore(bucket.reset())) {
            bucket = new Bucket(
                    limits.getOrDefault(call, PLENTY),
                    0,
                    now.truncatedTo(ChronoUnit.SECONDS).plus(MINUTE));
        }
        boolean allowed = bucket.taken() < bucket.limit();
        bucket = new Bucket(bucket.limit(), bucket.taken() + 1, bucket.reset());
        buckets.put(call, bucket);
        return new Reading(bucket.limit(), Math.max(0, bucket.limit() - bucket.taken()), bucket.reset(), allowed);
    }

    private record Bucket(int limit, int taken, Instant reset) {}

    /** What the headers say about a call. */
    record Reading(int limit, int remaining, Instant reset, boolean allowed) {

        HttpReply in(HttpReply reply) {
            return reply.with("x-rate-limit-limit", Integer.toString(limit))
                    .with("x-rate-limit-remaining", Integer.toString(remaining))
                    .with("x-rate-limit-reset", Long.toString(reset.getEpochSecond()));
        }
    }
}

package dev.rollcall.okta.internal.connection;

import dev.rollcall.http.internal.client.Backoff;
import dev.rollcall.http.internal.client.RetryAfter;
import dev.rollcall.http.internal.client.Throttling;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.Timekeeper;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How often Okta wants to be asked: windows of a minute for each kind of path, told by the headers
 * {@code x-rate-limit-*} of each answer, and a limit on how much at once.
 */
public final class OktaThrottling implements Throttling {

    private static final Duration AFTER_RESET = Duration.ofSeconds(1);
    private static final int TOO_MANY = 429;

    private final Timekeeper time;
    private final DoubleSupplier chance;
    private final Backoff backoff;
    private final Map<String, RateWindow> windows = new ConcurrentHashMap<>();

    public OktaThrottling(Timekeeper time) {
        this(time, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param chance gives numbers from 0 to less than 1, so that those who wait do not all come back at once */
    OktaThrottling(Timekeeper time, DoubleSupplier chance) {
        this.time = time;
        this.chance = chance;
        this.backoff = new Backoff(chance);
    }

    /**
     * {@inheritDoc} Until the window ends and a little more; where the end is not told or cannot be believed, or where
     * it was too much at once, longer each time.
     */
    @Override
    public Duration beforeRetry(Answer refusal, int attempt) {
        RateHeaders headers = RateHeaders.of(refusal, time.now());
        long untilReset = headers.reset().orElse(-1);
        if (refusal.status() == TOO_MANY && !headers.isConcurrency() && untilReset >= 0) {
            return AFTER_RESET.plusMillis(untilReset + Math.round(AFTER_RESET.toMillis() * chance.getAsDouble()));
        }
        Duration longerEachTime = AFTER_RESET.plus(backoff.after(attempt));
        return RetryAfter.of(refusal, time.now())
                .filter(asked -> asked.compareTo(RateHeaders.LONGEST) <= 0)
                .filter(asked -> asked.compareTo(longerEachTime) > 0)
                .orElse(longerEachTime);
    }

    @Override
    public Duration beforeRequest(Request request) {
        return window(request).turn();
    }

    @Override
    public void heed(Request request, Answer answer) {
        window(request).heed(RateHeaders.of(answer, time.now()));
    }

    private RateWindow window(Request request) {
        return windows.computeIfAbsent(
                kind(String.valueOf(request.uri().getRawPath())), unused -> new RateWindow(time));
    }

    /** What of each limit is left, in words, by the kind of path; those that nobody told of are left out. */
    public Map<String, String> left() {
        Map<String, String> left = new TreeMap<>();
        windows.forEach((kind, window) -> {
            String words = window.inWords();
            if (!words.isEmpty()) {
                left.put(kind, words);
            }
        });
        return left;
    }

    /** The path with a placeholder for each id: what Okta counts together. */
    static String kind(String path) {
        return path.replaceFirst("^(/api/v1/[^/]+)/[^/]+", "$1/{id}");
    }
}

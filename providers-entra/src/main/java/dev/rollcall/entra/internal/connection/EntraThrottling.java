package dev.rollcall.entra.internal.connection;

import dev.rollcall.http.internal.client.Backoff;
import dev.rollcall.http.internal.client.RetryAfter;
import dev.rollcall.http.internal.client.Throttling;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.Timekeeper;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Waits as long as Graph says, and no shorter: asking before counts against the tenant (F75). While it says that most
 * of what is allowed is used up, there is a pause before each request.
 */
final class EntraThrottling implements Throttling {

    /** From this share of what is allowed on, Graph tells the share. */
    private static final double NEAR = 0.8;

    private static final double PAUSE_AT_NEAR_SECONDS = 0.5;
    private static final double PAUSE_PER_SHARE_SECONDS = 5;
    private static final double LONGEST_PAUSE_SECONDS = 5;

    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    private final Timekeeper time;
    private final Backoff backoff;
    private final AtomicLong pauseMillis = new AtomicLong();
    private final AtomicLong notBefore;

    EntraThrottling(Timekeeper time, Backoff backoff) {
        this.time = time;
        this.backoff = backoff;
        this.notBefore = new AtomicLong(time.nanos());
    }

    @Override
    public Duration beforeRetry(Answer refusal, int attempt) {
        return told(refusal).orElseGet(() -> backoff.after(attempt));
    }

    private Optional<Duration> told(Answer answer) {
        return RetryAfter.of(answer, time.now()).map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    @Override
    public Duration beforeRequest(Request request) {
        Duration told = Duration.ofNanos(Math.max(0, notBefore.get() - time.nanos()));
        Duration pause = Duration.ofMillis(pauseMillis.get());
        return told.compareTo(pause) > 0 ? told : pause;
    }

    @Override
    public void heed(Request request, Answer answer) {
        pauseMillis.set(pause(answer));
        if (answer.status() == 429) {
            // What one of several threads is told holds for all of them.
            told(answer).ifPresent(wait -> {
                long end = time.nanos() + wait.toNanos();
                notBefore.accumulateAndGet(end, (one, other) -> one - other > 0 ? one : other);
            });
        }
    }

    private static long pause(Answer answer) {
        double share = answer.header("x-ms-throttle-limit-percentage")
                .map(EntraThrottling::number)
                .orElse(0.0);
        if (!(share >= NEAR)) {
            return 0;
        }
        double seconds = PAUSE_AT_NEAR_SECONDS + (share - NEAR) * PAUSE_PER_SHARE_SECONDS;
        return Math.round(Math.min(LONGEST_PAUSE_SECONDS, seconds) * 1000);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

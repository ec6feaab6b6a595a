package dev.rollcall.okta.internal.connection;

import dev.rollcall.http.internal.exchange.Timekeeper;
import java.time.Duration;

/**
 * What is left of one limit. While there is plenty, nobody waits; once little is left, it is spread over the time to
 * the end of the window, so that the service need not refuse (F84). Safe for several threads.
 */
final class RateWindow {

    private static final long PLENTY_SHARE = 10;
    private static final Duration AFTER_RESET = Duration.ofSeconds(1);

    /** Ends of windows are told in seconds, and answers are under way for a while. */
    private static final Duration SAME_END = Duration.ofSeconds(5);

    private final Timekeeper time;
    private boolean known;
    private long limit;
    private long remaining;
    private long end;
    private long nextTurn;

    RateWindow(Timekeeper time) {
        this.time = time;
        this.nextTurn = time.nanos();
    }

    /**
     * Takes what an answer says. One that is late does not give back what others used up since, and tells nothing of a
     * window that is over.
     */
    synchronized void heed(RateHeaders headers) {
        if (headers.limit().isEmpty()
                || headers.remaining().isEmpty()
                || headers.reset().isEmpty()
                || headers.isConcurrency()) {
            return;
        }
        if (headers.reset().getAsLong() <= 0) {
            return;
        }
        long told =
                time.nanos() + Duration.ofMillis(headers.reset().getAsLong()).toNanos();
        long left = headers.remaining().getAsLong();
        boolean another = !isOpen() || Math.abs(told - end) > SAME_END.toNanos();
        if (another) {
            end = told;
            remaining = left;
            nextTurn = time.nanos();
        } else {
            remaining = Math.min(remaining, left);
        }
        limit = headers.limit().getAsLong();
        known = true;
    }

    /** Takes one turn, and says how long it is until then. */
    synchronized Duration turn() {
        long now = time.nanos();
        if (!isOpen()) {
            return Duration.ZERO;
        }
        if (remaining > limit / PLENTY_SHARE) {
            remaining--;
            return Duration.ZERO;
        }
        long untilEnd = end + AFTER_RESET.toNanos() - now;
        if (remaining <= 0) {
            return Duration.ofNanos(untilEnd);
        }
        long turn = Math.max(now, nextTurn);
        nextTurn = turn + (end + AFTER_RESET.toNanos() - turn) / (remaining + 1);
        remaining--;
        return Duration.ofNanos(Math.max(0, turn - now));
    }

    /** What is left, in words; empty where nobody told. */
    synchronized String inWords() {
        return isOpen() ? Math.max(0, remaining) + " of " + limit : "";
    }

    private boolean isOpen() {
        return known && end - time.nanos() > 0;
    }
}

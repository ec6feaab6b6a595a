package dev.rollcall.http.internal.client;

import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The waits between attempts. One that the deadline would come before is not begun: the read fails at once instead. */
final class Waiting {

    private static final Logger log = LoggerFactory.getLogger(Waiting.class);

    private static final Duration LONG = Duration.ofSeconds(10);
    /** A service that says "again at once" is not asked in a tight loop. */
    private static final Duration LEAST_AFTER_REFUSAL = Duration.ofSeconds(1);

    private final Timekeeper time;
    private final Deadline deadline;
    private final ServiceWords words;
    private final Backoff backoff;

    Waiting(Timekeeper time, Deadline deadline, ServiceWords words, Backoff backoff) {
        this.time = time;
        this.deadline = deadline;
        this.words = words;
        this.backoff = backoff;
    }

    /** Waits so that the service need not refuse; returns whether there was anything to wait for. */
    boolean before(Duration wait, String doing) {
        if (wait.isZero() || wait.isNegative()) {
            return false;
        }
        sleep(wait, doing, "it is close to its limit of requests, and asks to wait", null);
        return true;
    }

    /** Waits because the service refused for now. */
    void after(Answer refusal, Duration wait, String doing) {
        sleep(longer(wait, LEAST_AFTER_REFUSAL), doing, status(refusal) + ", which asks to wait", null);
    }

    /**
     * Waits as long as the service told. Told again and again, waits longer: one that is down for hours, and says each
     * time that it will be back in a second, is asked once a minute in the end.
     *
     * @param refusals how often it has refused this, from 1
     */
    void asTold(Answer refusal, Duration told, int refusals, String doing) {
        Duration own = refusals == 1 ? Duration.ZERO : backoff.after(refusals - 1);
        if (own.compareTo(longer(told, LEAST_AFTER_REFUSAL)) <= 0) {
            after(refusal, told, doing);
        } else {
            sleep(
                    own,
                    doing,
                    status(refusal) + ", the refusal number " + refusals + "; the next attempt has to wait",
                    null);
        }
    }

    private String status(Answer refusal) {
        return "it answered with status " + refusal.status() + words.trace(refusal);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** Waits because there was no answer. */
    void again(Duration wait, String doing, String why, IOException failure) {
        sleep(wait, doing, why + "; the next attempt has to wait", failure);
    }

    private void sleep(Duration wait, String doing, String why, @Nullable Throwable cause) {
        Duration left = deadline.remaining();
        if (wait.compareTo(left) >= 0) {
            Duration shown = left.isNegative() ? Duration.ZERO : left;
            throw new DirectoryUnavailableException(
                    words.service() + ": " + doing + " was given up: " + why + " " + Trouble.seconds(wait) + ", and "
                            + Trouble.seconds(shown)
                            + " are left for the read. Run it again later, or give it more time",
                    cause);
        }
        if (wait.compareTo(LONG) > 0) {
            log.warn("{}: {}: {} {}", words.service(), doing, why, Trouble.seconds(wait));
        }
        try {
            time.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedReadException();
        }
    }
}

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

    Waiting(Timekeeper time, Deadline deadline, ServiceWords words) {
        this.time = time;
        this.deadline = deadline;
        this.words = words;
    }

    /** Waits so that the service need not refuse. */
    void before(Duration wait, String doing) {
        if (!wait.isZero() && !wait.isNegative()) {
            sleep(wait, doing, "it is close to its limit of requests, and asks to wait", null);
        }
    }

    /** Waits because the service refused for now. */
    void after(Answer refusal, Duration wait, String doing) {
        sleep(
                wait.compareTo(LEAST_AFTER_REFUSAL) < 0 ? LEAST_AFTER_REFUSAL : wait,
                doing,
                "it answered with status " + refusal.status() + words.trace(refusal) + ", which asks to wait",
                null);
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

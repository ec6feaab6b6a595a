package dev.rollcall.http.internal.client;

import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.AnswerTooLargeException;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.Timekeeper;
import dev.rollcall.http.internal.exchange.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests until there is an answer that counts: waits where the service asks for it, tries again where it has
 * trouble, and gives up when the read has to be over. For one read, by several threads.
 */
public final class Sender {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    /**
     * Those of RFC 9110, RFC 6585 and RFC 8470 that pass, and those that stand for a connection that broke behind a
     * cache in front of the service.
     */
    private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524);

    private static final int ATTEMPTS_AT_LASTING_TROUBLE = 2;

    private final Transport transport;
    private final Timekeeper time;
    private final Deadline deadline;
    private final HttpSettings settings;
    private final Throttling throttling;
    private final ServiceWords words;
    private final Attendance attendance;
    private final Backoff backoff;
    private final Waiting waiting;
    private volatile boolean answered;

    public Sender(
            Transport transport,
            Timekeeper time,
            Deadline deadline,
            HttpSettings settings,
            Throttling throttling,
            ServiceWords words,
            Attendance attendance) {
        this(transport, time, deadline, settings, throttling, words, attendance, Backoff.usual());
    }

    /** As the other, with the waiting after a broken connection to be told. */
    public Sender(
            Transport transport,
            Timekeeper time,
            Deadline deadline,
            HttpSettings settings,
            Throttling throttling,
            ServiceWords words,
            Attendance attendance,
            Backoff backoff) {
        this.transport = transport;
        this.time = time;
        this.deadline = deadline;
        this.settings = settings;
        this.throttling = throttling;
        this.words = words;
        this.attendance = attendance;
        this.backoff = backoff;
        this.waiting = new Waiting(time, deadline, words, backoff);
    }

    /**
     * Sends a request without signing it: for a token endpoint. It is built for each attempt anew, after any wait, so
     * that what it states of time, and what may be used once, is as good at the last attempt as at the first.
     *
     * @param anew builds the request; asked once or twice for each attempt
     * @param doing what it is for, for messages: "asking for a token"
     * @return an answer that is none of 408, 425, 429, 500, 502 to 504 and 520 to 524; it may be a refusal
     * @throws DirectoryUnavailableException if there is no such answer in the time and attempts there are
     * @throws SnapshotIncompleteException if the answer is larger than is allowed
     * @throws InterruptedReadException if the thread was interrupted
     */
    public Answer send(Supplier<Request> anew, String doing) {
        return send(anew, UnaryOperator.identity(), doing).answer();
    }

    /** As {@link #send(Supplier, String)}, with the request signed for each attempt anew, after any wait. */
    Sent send(Supplier<Request> anew, UnaryOperator<Request> signature, String doing) {
        int refusals = 0;
        int troubles = 0;
        String why = "";
        while (true) {
            Request signed = signature.apply(inItsTurn(anew, doing));
            Duration timeout = timeout(doing, why);
            try {
                Answer answer = exchange(signed, timeout);
                answered = true;
                throttling.heed(signed, answer);
                if (!NOT_NOW.contains(answer.status())) {
                    return new Sent(signed, answer);
                }
                refusals++;
                why = "it answered with status " + answer.status() + words.trace(answer);
                Duration wait = throttling.beforeRetry(answer, refusals);
                if (isToldToWait(answer)) {
                    waiting.asTold(answer, wait, refusals, doing);
                } else if (++troubles >= settings.attempts()) {
                    throw unavailable(doing, why, troubles, null);
                } else {
                    waiting.after(answer, wait, doing);
                }
            } catch (AnswerTooLargeException e) {
                throw new SnapshotIncompleteException(
                        words.service() + ": " + doing + " failed: the answer is larger than "
                                + settings.maxResponseBytes()
                                + " bytes; if that can be right, allow more with HttpSettings.withMaxResponseBytes",
                        e);
            } catch (IOException e) {
                Trouble trouble = Trouble.of(e, settings, timeout);
                why = "there was no answer: " + trouble.text();
                if (++troubles >= attempts(trouble)) {
                    throw unavailable(doing, why, troubles, e);
                }
                waiting.again(trouble.atLeast(backoff.after(troubles)), doing, why, e);
            }
        }
    }

    private Request inItsTurn(Supplier<Request> anew, String doing) {
        Request request = anew.get();
        return waiting.before(throttling.beforeRequest(request), doing) ? anew.get() : request;
    }

    /**
     * Who has answered before can be reached; only what a certificate is does not change from one moment to the next.
     */
    private int attempts(Trouble trouble) {
        int most = settings.attempts();
        int few = Math.min(ATTEMPTS_AT_LASTING_TROUBLE, most);
        return switch (trouble.lasts()) {
            case ALWAYS -> few;
            case UNLESS_ANSWERED -> answered ? most : few;
            case WHERE_MISTYPED -> answered || attendance == Attendance.UNATTENDED ? most : 1;
            case HARDLY -> most;
        };
    }

    private boolean isToldToWait(Answer answer) {
        return switch (answer.status()) {
            case 429 -> true;
            case 503, 504 -> RetryAfter.of(answer, time.now()).isPresent();
            default -> false;
        };
    }

    private Duration timeout(String doing, String why) {
        Duration remaining = deadline.remaining();
        if (remaining.isNegative() || remaining.isZero()) {
            throw new DirectoryUnavailableException(
                    words.service() + ": " + doing + " was given up, because the time for the read is over"
                            + (why.isEmpty() ? "" : "; at last " + why));
        }
        return remaining.compareTo(settings.responseTimeout()) < 0 ? remaining : settings.responseTimeout();
    }

    private Answer exchange(Request request, Duration timeout) throws IOException {
        long start = time.nanos();
        try {
            Answer answer = transport.send(request, timeout);
            log.debug("{}: status {} after {} ms{}", request, answer.status(), millisSince(start), words.trace(answer));
            return answer;
        } catch (IOException e) {
            log.debug("{}: {} after {} ms", request, e.getClass().getSimpleName(), millisSince(start));
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedReadException();
        }
    }

    private long millisSince(long start) {
        return (time.nanos() - start) / 1_000_000;
    }

    private DirectoryUnavailableException unavailable(
            String doing, String why, int attempts, @Nullable Throwable cause) {
        return new DirectoryUnavailableException(
                words.service() + ": " + doing + " failed after " + attempts
                        + (attempts == 1 ? " attempt: " : " attempts: ") + why,
                cause);
    }
}

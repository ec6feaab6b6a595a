package dev.rollcall.http.internal.client;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.FakeTime;
import dev.rollcall.http.internal.exchange.Request;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A service without peculiarities. */
public final class Fakes {

    public static final URI HOME = URI.create("https://directory.test/people");

    private Fakes() {}

    public static final ServiceWords WORDS = new ServiceWords() {
        @Override
        public String service() {
            return "Directory at https://directory.test";
        }

        @Override
        public DirectoryException refused(Answer answer, String doing) {
            String message = service() + ": " + doing + " was refused with status " + answer.status();
            return answer.status() == 401
                    ? new DirectoryCredentialsException(message)
                    : new DirectoryUnavailableException(message);
        }

        @Override
        public String trace(Answer answer) {
            return answer.header("Request-Id").map(id -> "; request id " + id).orElse("");
        }
    };

    /** Asks to wait as {@code Retry-After} says, and a second per refusal otherwise; before requests as it is told. */
    public static final class Patience implements Throttling {
        private final FakeTime time;
        private final List<Integer> heeded = Collections.synchronizedList(new ArrayList<>());
        private final List<Integer> refusals = Collections.synchronizedList(new ArrayList<>());
        private volatile Duration beforeRequest = Duration.ZERO;

        public Patience(FakeTime time) {
            this.time = time;
        }

        @Override
        public Duration beforeRetry(Answer refusal, int attempt) {
            refusals.add(attempt);
            return RetryAfter.of(refusal, time.now()).orElse(Duration.ofSeconds(attempt));
        }

        @Override
        public Duration beforeRequest(Request request) {
            return beforeRequest;
        }

        @Override
        public void heed(Request request, Answer answer) {
            heeded.add(answer.status());
        }

        void beforeRequest(Duration wait) {
            beforeRequest = wait;
        }

        List<Integer> heeded() {
            return heeded;
        }

        List<Integer> refusals() {
            return refusals;
        }
    }
}

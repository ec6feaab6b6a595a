package dev.rollcall.http.internal.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers as it was told: to each request the next step, the last one for ever; steps for one path alone come before
 * those for any. Safe for several threads.
 */
public final class ScriptedTransport implements Transport {

    /** What is done with one request. */
    @FunctionalInterface
    public interface Step {
        Answer answer(Request request) throws IOException, InterruptedException;
    }

    private final Map<String, Deque<Step>> steps = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Duration> timeouts = new ArrayList<>();

    /** The next step for any path. */
    public ScriptedTransport then(Step step) {
        return at("", step);
    }

    /** Answers the next request for any path. */
    public ScriptedTransport then(Answer answer) {
        return then(request -> answer);
    }

    /** Fails at the next request for any path. */
    public ScriptedTransport thenFail(IOException failure) {
        return then(request -> {
            throw failure;
        });
    }

    /** The next step for one path and query. */
    public synchronized ScriptedTransport at(String path, Step step) {
        steps.computeIfAbsent(path, unused -> new ArrayDeque<>()).add(step);
        return this;
    }

    /** Answers the next request for one path and query. */
    public ScriptedTransport at(String path, Answer answer) {
        return at(path, request -> answer);
    }

    /** An answer. */
    public static Answer answer(int status, String body, String... headers) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.computeIfAbsent(headers[i], unused -> new ArrayList<>()).add(headers[i + 1]);
        }
        return new Answer(status, map, body.getBytes(UTF_8));
    }

    @Override
    public Answer send(Request request, Duration timeout) throws IOException, InterruptedException {
        return next(request, timeout).answer(request);
    }

    private synchronized Step next(Request request, Duration timeout) {
        requests.add(request);
        timeouts.add(timeout);
        String query = request.uri().getRawQuery();
        Deque<Step> queue = steps.get(request.uri().getRawPath() + (query == null ? "" : "?" + query));
        if (queue == null) {
            queue = steps.get("");
        }
        if (queue == null) {
            throw new AssertionError("nobody told what to answer to " + request);
        }
        return queue.size() > 1 ? queue.remove() : queue.element();
    }

    /** The requests so far. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How long each was given. */
    public synchronized List<Duration> timeouts() {
        return List.copyOf(timeouts);
    }
}

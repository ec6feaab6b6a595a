package dev.rollcall.judges;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import dev.rollcall.testservers.http.LoopbackHttpServer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Answers as Okta once answered. A question is known by its path and, on a later page, by the place that a link gave
 * it: the rest of the query was chosen by whoever made the recording. The last answer to a question is given again.
 */
final class ReplayedOrg implements AutoCloseable {

    private final Map<String, Deque<RecordedExchange>> answers = new ConcurrentHashMap<>();
    private final Map<String, Function<HttpQuestion, RecordedExchange>> deciders = new ConcurrentHashMap<>();
    private final List<String> unknown = new CopyOnWriteArrayList<>();
    private final List<HttpQuestion> questions = new CopyOnWriteArrayList<>();
    private final LoopbackHttpServer server = LoopbackHttpServer.start(this::answer);

    /** Answers questions for a path with these, one after the other. */
    ReplayedOrg on(String path, RecordedExchange... exchanges) {
        answers.computeIfAbsent(path, unused -> new ArrayDeque<>()).addAll(List.of(exchanges));
        return this;
    }

    /** Answers questions for a path with what is chosen for each. */
    ReplayedOrg on(String path, Function<HttpQuestion, RecordedExchange> choice) {
        deciders.put(path, choice);
        return this;
    }

    /** Serves pages of one list: each is found where the one before says that it is. */
    ReplayedOrg pages(String path, RecordedExchange... pages) {
        on(path, pages[0]);
        for (int page = 1; page < pages.length; page++) {
            on(path + "?after=" + nextPlace(pages[page - 1]), pages[page]);
        }
        return this;
    }

    private static String nextPlace(RecordedExchange page) {
        return page.headers().getOrDefault("link", List.of()).stream()
                .filter(link -> link.endsWith("rel=\"next\""))
                .map(link -> link.replaceFirst(".*[?&]after=([^&>]+).*", "$1"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(page + " names no next page"));
    }

    String address() {
        return server.address().toString();
    }

    /** What was asked. */
    List<HttpQuestion> questions() {
        return questions;
    }

    /** Paths that were asked for although no answer was given for them. */
    List<String> unknown() {
        return unknown;
    }

    private HttpReply answer(HttpQuestion question) {
        questions.add(question);
        String path = question.path();
        Function<HttpQuestion, RecordedExchange> decider = deciders.get(path);
        if (decider != null) {
            return decider.apply(question).reply(address());
        }
        String place = Optional.ofNullable(question.query().get("after"))
                .map(after -> path + "?after=" + after)
                .orElse(path);
        Deque<RecordedExchange> next = answers.getOrDefault(place, new ArrayDeque<>());
        synchronized (next) {
            if (next.isEmpty()) {
                unknown.add(place);
                return HttpReply.json(404, "{\"errorCode\":\"E0000007\",\"errorSummary\":\"not recorded\"}");
            }
            return (next.size() > 1 ? next.remove() : next.element()).reply(address());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

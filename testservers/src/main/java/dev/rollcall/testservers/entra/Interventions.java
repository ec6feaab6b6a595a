package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What a test has to say in the course of an exchange. Threads: safe. */
final class Interventions {

    private record Canned(Predicate<HttpQuestion> when, Deque<HttpReply> replies) {}

    private record Hook(Predicate<HttpQuestion> when, Runnable work, boolean once) {}

    private final List<Canned> canned = new ArrayList<>();
    private final List<Hook> hooks = new ArrayList<>();
    private final List<BiConsumer<HttpQuestion, HttpReply>> observers = new CopyOnWriteArrayList<>();

    synchronized void next(Predicate<HttpQuestion> when, List<HttpReply> replies) {
        canned.add(new Canned(when, new ArrayDeque<>(replies)));
    }

    synchronized void before(Predicate<HttpQuestion> when, Runnable work, boolean once) {
        hooks.add(new Hook(when, work, once));
    }

    void observe(BiConsumer<HttpQuestion, HttpReply> observer) {
        observers.add(observer);
    }

    /** Does what was to be done before such a question is answered. */
    void before(HttpQuestion question) {
        hooks(question).forEach(hook -> hook.work().run());
    }

    private synchronized List<Hook> hooks(HttpQuestion question) {
        List<Hook> those =
                hooks.stream().filter(hook -> hook.when().test(question)).toList();
        hooks.removeIf(hook -> hook.once() && those.contains(hook));
        return those;
    }

    /** The answer that was prepared for such a question. */
    synchronized Optional<HttpReply> reply(HttpQuestion question) {
        for (Canned each : canned) {
            if (!each.replies().isEmpty() && each.when().test(question)) {
                return Optional.of(each.replies().remove());
            }
        }
        return Optional.empty();
    }

    void after(HttpQuestion question, HttpReply reply) {
        observers.forEach(observer -> observer.accept(question, reply));
    }
}

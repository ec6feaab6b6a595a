package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What is to happen on requests to come. */
final class Script {

    private final List<Scene> scenes = new ArrayList<>();
    private final List<Map.Entry<Predicate<HttpQuestion>, Mishap>> standing = new ArrayList<>();
    private final List<Cue> cues = new ArrayList<>();

    synchronized void next(Predicate<HttpQuestion> requests, List<Mishap> mishaps) {
        scenes.add(new Scene(requests, new ArrayDeque<>(mishaps)));
    }

    synchronized void always(Predicate<HttpQuestion> requests, Mishap mishap) {
        standing.add(Map.entry(requests, mishap));
    }

    synchronized void on(Predicate<HttpQuestion> request, int times, Runnable action) {
        cues.add(new Cue(request, times, action));
    }

    /** What goes wrong with the answer to this request. */
    synchronized Optional<Mishap> mishap(HttpQuestion question) {
        for (Scene scene : scenes) {
            if (!scene.mishaps().isEmpty() && scene.requests().test(question)) {
                return Optional.of(scene.mishaps().remove());
            }
        }
        return standing.stream()
                .filter(rule -> rule.getKey().test(question))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What is to be done before this request is answered. */
    synchronized List<Runnable> due(HttpQuestion question) {
        List<Runnable> due = new ArrayList<>();
        for (Iterator<Cue> all = cues.iterator(); all.hasNext(); ) {
            Cue cue = all.next();
            if (cue.isDue(question)) {
                due.add(cue.action);
                all.remove();
            }
        }
        return due;
    }

    private record Scene(Predicate<HttpQuestion> requests, Deque<Mishap> mishaps) {}

    private static final class Cue {

        private final Predicate<HttpQuestion> request;
        private final Runnable action;
        private int left;

        Cue(Predicate<HttpQuestion> request, int times, Runnable action) {
            this.request = request;
            this.left = times;
            this.action = action;
        }

        boolean isDue(HttpQuestion question) {
            return request.test(question) && --left == 0;
        }
    }
}

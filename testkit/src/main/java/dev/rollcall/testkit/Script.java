package dev.rollcall.testkit;

import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.Validation;
import dev.rollcall.testkit.People.Person;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a scripted directory misbehaves. Safe for many threads. */
final class Script {

    private static final long SECONDS_TO_WAIT = 30;

    private final TreeMap<Integer, List<Runnable>> actions = new TreeMap<>();
    private final TreeMap<Integer, RuntimeException> deaths = new TreeMap<>();
    private final TreeMap<Integer, Boolean> hangs = new TreeMap<>();
    private final Map<String, String> unreadable = new HashMap<>();
    private final Map<String, String> unidentifiable = new HashMap<>();
    private final Set<String> activityUnknown = new HashSet<>();
    private boolean activityUnknownForAll;
    private final Set<String> repeated = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Long seed;
    private Ending ending = Ending.PROPER;
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Script() {}

    synchronized void diesAt(int place, RuntimeException exception) {
        deaths.put(place, exception);
    }

    synchronized void hangsAt(int place, boolean stubbornly) {
        hangs.put(place, stubbornly);
    }

    synchronized void beforePerson(int place, Runnable action) {
        actions.computeIfAbsent(place, unused -> new ArrayList<>()).add(action);
    }

    synchronized void repeats(List<String> who) {
        repeated.addAll(who);
    }

    synchronized void unreadable(String who, String why) {
        unreadable.put(who, why);
    }

    synchronized void unidentifiable(String who, String why) {
        unidentifiable.put(who, why);
    }

    synchronized void activityUnknown(List<String> who) {
        activityUnknown.addAll(who);
    }

    synchronized void activityUnknownForAll() {
        activityUnknownForAll = true;
    }

    synchronized void warns(String text) {
        warnings.add(text);
    }

    synchronized void shuffled(long newSeed) {
        seed = newSeed;
    }

    synchronized void endsWith(Ending newEnding) {
        ending = newEnding;
    }

    void release() {
        released.countDown();
    }

    void awaitHanging() {
        try {
            if (!hanging.await(SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
                throw new AssertionError("No read of the scripted directory came to where it hangs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a read to hang", e);
        }
    }

    /** What a read delivers of these people, in its order. */
    synchronized List<Person> deliveries(List<Person> people) {
        requireThere(people);
        List<Person> deliveries = new ArrayList<>();
        people.forEach(person -> deliveries.add(delivery(person)));
        people.stream()
                .filter(person -> repeated.stream().anyMatch(person::isKnownAs))
                .forEach(person -> deliveries.add(delivery(person)));
        if (seed != null) {
            Collections.shuffle(deliveries, new Random(seed));
        }
        int last = Math.max(last(actions), Math.max(last(deaths), last(hangs)));
        if (last > deliveries.size()) {
            throw new AssertionError("The script has something happen at place " + last + ", but there are only "
                    + deliveries.size() + " deliveries");
        }
        return deliveries;
    }

    synchronized int deliveriesAtMost(int people) {
        return people + repeated.size();
    }

    /** A test that names nobody would pass without testing anything. */
    private void requireThere(List<Person> people) {
        Set<String> named = new HashSet<>(repeated);
        named.addAll(unreadable.keySet());
        named.addAll(unidentifiable.keySet());
        named.addAll(activityUnknown);
        named.removeIf(who -> people.stream().anyMatch(person -> person.isKnownAs(who)));
        if (!named.isEmpty()) {
            throw new AssertionError("The script names " + named + ", who are not in scope");
        }
    }

    private static int last(NavigableMap<Integer, ?> byPlace) {
        return byPlace.isEmpty() ? 0 : byPlace.lastKey();
    }

    private Person delivery(Person person) {
        boolean unknown = activityUnknownForAll || activityUnknown.stream().anyMatch(person::isKnownAs);
        Person delivered = unknown ? person.unknown() : person;
        String whyUnreadable = why(unreadable, person);
        String whyUnidentifiable = why(unidentifiable, person);
        if (whyUnidentifiable != null) {
            return People.withoutId("nobody").named(null).unknown().unreadable(whyUnidentifiable);
        }
        return whyUnreadable == null
                ? delivered
                : People.like(DirectoryUser.builder()
                                .externalId(delivered.externalId())
                                .activity(delivered.activity())
                                .build())
                        .unreadable(whyUnreadable);
    }

    private static @Nullable String why(Map<String, String> reasons, Person person) {
        return reasons.entrySet().stream()
                .filter(reason -> person.isKnownAs(reason.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Does what the script wants at a place. */
    void at(int place, ReadCounters counters, PersonSink sink) {
        List<Runnable> now;
        Boolean stubbornly;
        RuntimeException death;
        synchronized (this) {
            now = List.copyOf(actions.getOrDefault(place, List.of()));
            stubbornly = hangs.get(place);
            death = deaths.get(place);
        }
        now.forEach(Runnable::run);
        if (stubbornly != null) {
            hang(stubbornly, counters, sink);
        }
        if (death != null) {
            throw death;
        }
    }

    private void hang(boolean stubbornly, ReadCounters counters, PersonSink sink) {
        hanging.countDown();
        boolean interrupted = false;
        for (boolean isReleased = false; !isReleased; ) {
            try {
                released.await();
                isReleased = true;
            } catch (InterruptedException e) {
                counters.interrupted();
                interrupted = true;
                isReleased = !stubbornly;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            sink.checkpoint();
        }
    }

    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    synchronized Ending ending() {
        return ending;
    }

    /** Says what a validation finds. */
    synchronized void describe(Validation.Builder findings) {
        deaths.values().stream()
                .findFirst()
                .ifPresent(death -> findings.error(
                        "read",
                        death instanceof DirectoryException
                                ? String.valueOf(death.getMessage())
                                : "fails with " + death.getClass().getName()));
    }
}

package dev.rollcall.testkit;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sink that keeps what a provider delivers, throws where a test wants it to, and notes whatever a provider may not
 * do: go on after the sink has thrown or the read is complete, or call it from two threads at once. For the tests of
 * providers.
 *
 * <p>It never waits: a pause is noted and over. A place is the number of deliveries before it, as for
 * {@link ScriptedDirectory}. Safe for many threads.
 */
public final class RecordingSink implements PersonSink {

    /** The methods of a sink. */
    public enum Call {
        /** {@link PersonSink#accept}. */
        ACCEPT,
        /** {@link PersonSink#unreadable}. */
        UNREADABLE,
        /** {@link PersonSink#warning}. */
        WARNING,
        /** {@link PersonSink#checkpoint}. */
        CHECKPOINT,
        /** {@link PersonSink#remaining}. */
        REMAINING,
        /** {@link PersonSink#pause}. */
        PAUSE,
        /** {@link PersonSink#complete}. */
        COMPLETE
    }

    /**
     * Somebody who could not be read.
     *
     * @param known what is known of them
     * @param why what was wrong
     */
    public record Unreadable(DirectoryUser known, String why) {}

    private record Proof(long delivered, String evidence) implements Completion {}

    private final Map<Call, RuntimeException> throwing = new EnumMap<>(Call.class);
    private final Map<Integer, RuntimeException> throwingAt = new TreeMap<>();
    private final Map<Integer, Runnable> afterDelivery = new TreeMap<>();
    private final Map<Call, Integer> calls = new EnumMap<>(Call.class);
    private final List<DirectoryUser> people = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private Runnable beforeCompletion = () -> {};
    private @Nullable Duration remaining;
    private @Nullable RuntimeException givingUp;
    private @Nullable Completion completion;
    private @Nullable Thread caller;
    private boolean hasThrown;
    private boolean ended;

    /** Creates a sink that throws nothing and has no deadline. */
    public RecordingSink() {}

    // What a test wants it to do

    /** Throws whenever this method is called. */
    public synchronized RecordingSink throwingFrom(Call method, RuntimeException exception) {
        throwing.put(method, exception);
        return this;
    }

    /** Throws instead of taking the delivery at this place. */
    public synchronized RecordingSink throwingAt(int place, RuntimeException exception) {
        throwingAt.put(place, exception);
        return this;
    }

    /** Does something once so many deliveries were taken, on the thread of the provider. */
    public synchronized RecordingSink after(int deliveries, Runnable action) {
        afterDelivery.put(deliveries, action);
        return this;
    }

    /** Does something when the read is declared complete, on the thread of the provider. */
    public synchronized RecordingSink beforeCompletion(Runnable action) {
        beforeCompletion = action;
        return this;
    }

    /** Tells the provider that so much time remains. */
    public synchronized RecordingSink remaining(Duration duration) {
        remaining = duration;
        return this;
    }

    /** From now on throws from every method, as when a read is given up. */
    public synchronized void giveUp(RuntimeException exception) {
        givingUp = exception;
    }

    /** To be called when the read has ended: a provider that goes on after that is in the wrong. */
    public synchronized void readEnded() {
        ended = true;
    }

    // What it has seen

    /** Everybody who was delivered readable, in their order, with repeats. */
    public synchronized List<DirectoryUser> people() {
        return List.copyOf(people);
    }

    /**
     * Everybody who was delivered readable, once each: repeats that differ in nothing but groups are one person with
     * all groups (R4).
     */
    public synchronized List<DirectoryUser> everybody() {
        Map<Object, DirectoryUser> joined = new LinkedHashMap<>();
        for (DirectoryUser person : people) {
            Object key = person.externalId().<Object>map(id -> id).orElseGet(Object::new);
            DirectoryUser before = joined.get(key);
            if (before != null && before.equalsButForGroups(person)) {
                joined.put(key, before.toBuilder().groups(person.groups()).build());
            } else {
                joined.put(before == null ? key : new Object(), person);
            }
        }
        return List.copyOf(joined.values());
    }

    /** Everybody who was delivered as unreadable, in their order. */
    public synchronized List<Unreadable> unreadable() {
        return List.copyOf(unreadable);
    }

    /** How many deliveries were taken, readable or not. */
    public synchronized int deliveries() {
        return people.size() + unreadable.size();
    }

    /** What the provider wanted an administrator to know. */
    public synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** How long the provider wanted to wait, each time. */
    public synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    /** How often a method was called. */
    public synchronized int calls(Call method) {
        return calls.getOrDefault(method, 0);
    }

    /** The completion that it made last. */
    public synchronized Optional<Completion> completion() {
        return Optional.ofNullable(completion);
    }

    /** What the provider did although it may not, in words; empty where it kept the contract. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    // What the provider calls

    @Override
    public void accept(DirectoryUser person) {
        deliver(Call.ACCEPT, () -> people.add(person));
    }

    @Override
    public void unreadable(DirectoryUser known, String why) {
        deliver(Call.UNREADABLE, () -> unreadable.add(new Unreadable(known, why)));
    }

    private void deliver(Call method, Runnable taking) {
        try {
            Runnable action;
            synchronized (this) {
                enter(method);
                fail(throwingAt.get(deliveries()));
                taking.run();
                action = afterDelivery.getOrDefault(deliveries(), () -> {});
            }
            action.run();
        } finally {
            leave();
        }
    }

    @Override
    public void warning(String text) {
        call(Call.WARNING, () -> warnings.add(text));
    }

    @Override
    public void checkpoint() {
        call(Call.CHECKPOINT, () -> {});
    }

    @Override
    public synchronized Optional<Duration> remaining() {
        call(Call.REMAINING, () -> {});
        return Optional.ofNullable(remaining);
    }

    @Override
    public void pause(Duration duration) {
        call(Call.PAUSE, () -> pauses.add(duration));
    }

    @Override
    public Completion complete(long delivered, String evidence) {
        Proof proof = new Proof(delivered, evidence);
        call(Call.COMPLETE, () -> {
            beforeCompletion.run();
            completion = proof;
        });
        return proof;
    }

    private void call(Call method, Runnable taking) {
        try {
            synchronized (this) {
                enter(method);
                taking.run();
            }
        } finally {
            leave();
        }
    }

    private void enter(Call method) {
        calls.merge(method, 1, Integer::sum);
        if (caller != null && !caller.equals(Thread.currentThread())) {
            violations.add(method + " was called by a second thread while the first was inside");
        }
        if (hasThrown) {
            violations.add(method + " was called after the sink had thrown");
        } else if (completion != null) {
            violations.add(method + " was called after the read was declared complete");
        } else if (ended) {
            violations.add(method + " was called after the read had ended");
        }
        caller = Thread.currentThread();
        fail(givingUp);
        fail(throwing.get(method));
    }

    private void fail(@Nullable RuntimeException exception) {
        if (exception != null) {
            hasThrown = true;
            throw exception;
        }
    }

    private synchronized void leave() {
        caller = null;
    }
}

package dev.rollcall.testkit;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.testkit.People.Person;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A directory in memory whose people come and go as a test wants, and that misbehaves on demand. Until told to
 * misbehave it keeps the whole contract of {@link DirectoryProvider}; what it is told lasts until {@link #behaves()}.
 *
 * <pre>{@code
 * ScriptedDirectory directory = ScriptedDirectory.of(person("1", "ann"), person("2", "bob")).diesAt(1);
 * engine.run();                       // FAILED
 * directory.behaves().leave("2");
 * engine.run();                       // bob's account is blocked
 * }</pre>
 *
 * <p>A person is named by external id, one without by match key. A place in a read is the number of deliveries before
 * it: 0 is before the first person, and the number of deliveries is after the last one and before the completion. A
 * script about somebody who is not there, or a place that no read comes to, would test nothing and is refused: at once,
 * or if it becomes so later with an {@link AssertionError} in the read.
 *
 * <p>Safe for many threads. A read sees the people as they were when it began.
 */
public final class ScriptedDirectory implements DirectoryProvider {

    private final List<Person> people = new ArrayList<>();
    private final Set<String> otherGroups = new TreeSet<>();
    private final Set<String> chosenGroups = new TreeSet<>();
    private final ReadCounters counters = new ReadCounters();
    private Script script = new Script();
    private @Nullable ReadRequest lastRequest;
    private @Nullable Completion lastCompletion;

    private ScriptedDirectory() {}

    /** Returns a directory with these people. */
    public static ScriptedDirectory of(Person... people) {
        return of(List.of(people));
    }

    /** Returns a directory with these people. */
    public static ScriptedDirectory of(Collection<Person> people) {
        ScriptedDirectory directory = new ScriptedDirectory();
        directory.people.addAll(people);
        return directory;
    }

    // Who is in the directory

    /** Adds people, at the end. */
    public synchronized ScriptedDirectory hire(Person... more) {
        people.addAll(List.of(more));
        return this;
    }

    /** Removes people. */
    public synchronized ScriptedDirectory leave(String... who) {
        for (String each : who) {
            change(each, person -> null);
        }
        return this;
    }

    /** Removes everybody. */
    public synchronized ScriptedDirectory everybodyLeaves() {
        people.clear();
        return this;
    }

    /** Gives a person another match key. */
    public ScriptedDirectory rename(String who, String newMatchKey) {
        return change(who, person -> person.named(newMatchKey));
    }

    /** Makes a person inactive. */
    public ScriptedDirectory deactivate(String who) {
        return change(who, Person::inactive);
    }

    /** Makes a person active. */
    public ScriptedDirectory activate(String who) {
        return change(who, Person::active);
    }

    /**
     * Changes a person: {@code change("1", ann -> ann.with("title", "x"))}; to null removes them.
     *
     * @throws IllegalArgumentException if nobody is known as {@code who}
     */
    public synchronized ScriptedDirectory change(String who, Function<Person, @Nullable Person> change) {
        requireThere(who);
        for (int i = people.size() - 1; i >= 0; i--) {
            if (people.get(i).isKnownAs(who)) {
                Person changed = change.apply(people.get(i));
                if (changed == null) {
                    people.remove(i);
                } else {
                    people.set(i, changed);
                }
            }
        }
        return this;
    }

    /** Everybody who is there now, in or out of scope. */
    public synchronized List<Person> people() {
        return List.copyOf(people);
    }

    /** Adds groups that exist, whether or not anybody is in them. */
    public synchronized ScriptedDirectory hasGroups(String... names) {
        otherGroups.addAll(List.of(names));
        return this;
    }

    /** Chooses groups: from now on only their members are in scope, and a read fails where one does not exist (R3). */
    public synchronized ScriptedDirectory choosing(String... groups) {
        chosenGroups.addAll(List.of(groups));
        return this;
    }

    // How it misbehaves

    /** Forgets every misbehaviour, and lets go whoever hangs. */
    public synchronized ScriptedDirectory behaves() {
        script.release();
        script = new Script();
        return this;
    }

    /** Stops answering at this place. */
    public ScriptedDirectory diesAt(int place) {
        return diesAt(
                place,
                new DirectoryUnavailableException(
                        "The scripted directory stopped answering after " + place + " deliveries"));
    }

    /** Throws an exception at this place: one of a directory, or any other. */
    public ScriptedDirectory diesAt(int place, RuntimeException exception) {
        requirePlace(place);
        script().diesAt(place, exception);
        return this;
    }

    /** Blocks at this place until it is interrupted or {@linkplain #release() released}. */
    public ScriptedDirectory hangsAt(int place) {
        requirePlace(place);
        script().hangsAt(place, false);
        return this;
    }

    /** Blocks at this place until it is {@linkplain #release() released}, without answering to interruption. */
    public ScriptedDirectory hangsStubbornlyAt(int place) {
        requirePlace(place);
        script().hangsAt(place, true);
        return this;
    }

    /** Lets go whoever hangs, now or later. */
    public void release() {
        script().release();
    }

    /** Waits until a read hangs; not for more than ten seconds. */
    public void awaitHanging() {
        script().awaitHanging();
    }

    /**
     * Does something at this place, on the thread that reads: an administrator's edit, a step of the clock, a
     * cancellation.
     */
    public ScriptedDirectory beforePerson(int place, Runnable action) {
        requirePlace(place);
        script().beforePerson(place, action);
        return this;
    }

    /** Delivers these people twice, the second time after everybody else. */
    public ScriptedDirectory repeats(String... who) {
        requireThere(who);
        script().repeats(List.of(who));
        return this;
    }

    /** Delivers a person as unreadable; only the external id and the activity are beyond doubt. */
    public ScriptedDirectory unreadable(String who, String why) {
        requireThere(who);
        script().unreadable(who, why);
        return this;
    }

    /** Delivers a person as unreadable, without anything by which to tell who it is. */
    public ScriptedDirectory unidentifiable(String who, String why) {
        requireThere(who);
        script().unidentifiable(who, why);
        return this;
    }

    /** Delivers these people without saying whether they are active. */
    public ScriptedDirectory activityUnknown(String... who) {
        requireThere(who);
        script().activityUnknown(List.of(who));
        return this;
    }

    /** Delivers nobody's activity. */
    public ScriptedDirectory activityUnknownForAll() {
        script().activityUnknownForAll();
        return this;
    }

    /** Reports something to the administrator. */
    public ScriptedDirectory warns(String text) {
        script().warns(text);
        return this;
    }

    /** Delivers in another order, the same for the same seed. */
    public ScriptedDirectory shuffled(long seed) {
        script().shuffled(seed);
        return this;
    }

    /** Completes with a wrong count. */
    public ScriptedDirectory claimsCompletionWith(long wrongCount) {
        script().endsWith(Ending.claiming(wrongCount));
        return this;
    }

    /** Returns null, without declaring the read complete. */
    public ScriptedDirectory returnsNoCompletion() {
        script().endsWith(Ending.WITHOUT_COMPLETION);
        return this;
    }

    /** Declares the read complete, and returns null. */
    public ScriptedDirectory completesButReturnsNothing() {
        script().endsWith(Ending.COMPLETE_BUT_NOTHING_RETURNED);
        return this;
    }

    /**
     * Returns the completion of the last read that was complete, which must have been before, instead of declaring its
     * own.
     */
    public synchronized ScriptedDirectory returnsCompletionOfAnotherRead() {
        script().endsWith(Ending.returning(lastCompletion));
        return this;
    }

    /** Returns a completion that no sink made. */
    public ScriptedDirectory returnsForgedCompletion() {
        script().endsWith(Ending.FORGED);
        return this;
    }

    /** Declares the read complete, then delivers one more person. */
    public ScriptedDirectory completesThenDeliversMore() {
        script().endsWith(Ending.COMPLETE_THEN_MORE);
        return this;
    }

    /** Declares the read complete, then throws an exception. */
    public ScriptedDirectory completesThenDies(RuntimeException exception) {
        script().endsWith(Ending.dying(exception));
        return this;
    }

    // What a test can look at

    /** How many reads began. */
    public int reads() {
        return counters.reads();
    }

    /** How many reads there were at the same time, at most. */
    public int mostReadsAtOnce() {
        return counters.mostAtOnce();
    }

    /** Whether a read holds the directory open. It is closed before a read is declared complete. */
    public boolean isOpen() {
        return counters.isOpen();
    }

    /** How many reads were interrupted while they hung. */
    public int interruptions() {
        return counters.interruptions();
    }

    /** How often it was validated. */
    public int validations() {
        return counters.validations();
    }

    /** What the last read was asked for. */
    public synchronized Optional<ReadRequest> lastRequest() {
        return Optional.ofNullable(lastRequest);
    }

    @Override
    @SuppressWarnings("NullAway") // It may be told to return what no provider may.
    public Completion read(ReadRequest request, PersonSink sink) {
        ScriptedRead read;
        synchronized (this) {
            lastRequest = request;
            read = new ScriptedRead(script, new Scope(people, otherGroups, chosenGroups), counters, request, sink);
        }
        Completion completion = read.run();
        synchronized (this) {
            if (read.isProper()) {
                lastCompletion = completion;
            }
        }
        return completion;
    }

    @Override
    public synchronized Validation validate(ReadRequest request) {
        counters.validated();
        Validation.Builder findings = Validation.builder();
        new Scope(people, otherGroups, chosenGroups).describe(findings);
        script.describe(findings);
        return findings.build();
    }

    private synchronized void requireThere(String... who) {
        for (String each : who) {
            if (people.stream().noneMatch(person -> person.isKnownAs(each))) {
                throw new IllegalArgumentException("Nobody in the scripted directory is known as '" + each + "'");
            }
        }
    }

    private synchronized void requirePlace(int place) {
        if (place < 0 || place > script.deliveriesAtMost(people.size())) {
            throw new IllegalArgumentException("A read of the scripted directory never comes to place " + place + ": "
                    + people.size() + " people are there");
        }
    }

    private synchronized Script script() {
        return script;
    }

    @Override
    public synchronized String toString() {
        return "ScriptedDirectory" + people + (chosenGroups.isEmpty() ? "" : " choosing " + chosenGroups);
    }
}

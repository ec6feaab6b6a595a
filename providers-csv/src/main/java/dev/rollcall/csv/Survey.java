package dev.rollcall.csv;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.identity.ExternalId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes the people of a validation: counts them and keeps no more of them than their ids. */
final class Survey implements PersonSink {

    private final List<String> warnings = new ArrayList<>();
    private final Set<String> attributesSeen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Set<ExternalId>> idsByGroup = new HashMap<>();
    private long people;
    private long activityKnown;
    private long unidentified;
    private long unreadable;
    private String firstUnreadable = "";

    @Override
    public void accept(DirectoryUser person) {
        people++;
        activityKnown += person.activity() == Activity.UNKNOWN ? 0 : 1;
        attributesSeen.addAll(person.attributes().keySet());
        person.externalId()
                .ifPresentOrElse(
                        id -> person.groups()
                                .forEach(group -> idsByGroup
                                        .computeIfAbsent(group, unused -> new HashSet<>())
                                        .add(id)),
                        () -> unidentified++);
    }

    @Override
    public void unreadable(DirectoryUser known, String why) {
        if (unreadable == 0) {
            firstUnreadable = why;
        }
        unreadable++;
    }

    @Override
    public void warning(String text) {
        warnings.add(text);
    }

    @Override
    public void checkpoint() {
        // Whoever validates waits for the end.
    }

    @Override
    public Optional<Duration> remaining() {
        return Optional.empty();
    }

    @Override
    public void pause(Duration duration) {
        throw new UnsupportedOperationException("A file is not asked twice");
    }

    @Override
    public Completion complete(long delivered, String evidence) {
        throw new UnsupportedOperationException("A validation completes nothing");
    }

    long people() {
        return people;
    }

    boolean hasSeen(String attribute) {
        return attributesSeen.contains(attribute);
    }

    /** How many people, told apart by their ids, are in a group. */
    int peopleIn(String group) {
        return idsByGroup.getOrDefault(group, Set.of()).size();
    }

    /** What an administrator should know of the rows before the first run. */
    List<String> rowWarnings() {
        List<String> texts = new ArrayList<>(warnings);
        if (people + unreadable == 0) {
            texts.add(
                    "nobody is in scope; once this directory has active accounts, a run is held rather than believing that (R2)");
        }
        if (unreadable > 0) {
            texts.add(unreadable + " cannot be read; the first: " + firstUnreadable);
        }
        if (unidentified > 0) {
            texts.add(unidentified + " have no external id");
        }
        if (unreadable + unidentified > 0) {
            texts.add("a run blocks nobody as removed while there are such rows, unless so many are tolerated (R5)");
        }
        return texts;
    }

    /** Why a run would fail for want of activities, if so. */
    Optional<String> activityError() {
        return people >= 2 && activityKnown == 0
                ? Optional.of("no cell of that column holds a known word; configure activeWords(...) and "
                        + "inactiveWords(...), or the right column (R6)")
                : Optional.empty();
    }
}

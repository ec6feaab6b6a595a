package dev.rollcall.csv;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps everything that a read delivers, and does what a test wants at each checkpoint. */
class RecordingSink implements PersonSink {

    final List<DirectoryUser> people = new ArrayList<>();
    final List<DirectoryUser> unreadable = new ArrayList<>();
    final List<String> reasons = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    int checkpoints;
    String evidence = "";
    long delivered = -1;
    boolean complete;

    private final Runnable atCheckpoint;

    RecordingSink() {
        this(() -> {});
    }

    RecordingSink(Runnable atCheckpoint) {
        this.atCheckpoint = atCheckpoint;
    }

    /** A sink that does this at the first checkpoint, and nothing at the others. */
    static RecordingSink once(Runnable action) {
        List<Runnable> actions = new ArrayList<>(List.of(action));
        return new RecordingSink(() -> {
            if (!actions.isEmpty()) {
                actions.remove(0).run();
            }
        });
    }

    List<String> matchKeys() {
        return people.stream().map(person -> person.matchKey().orElse("")).toList();
    }

    List<String> ids() {
        return people.stream()
                .map(person -> person.externalId().map(Object::toString).orElse(""))
                .toList();
    }

    @Override
    public void accept(DirectoryUser person) {
        people.add(person);
    }

    @Override
    public void unreadable(DirectoryUser known, String why) {
        unreadable.add(known);
        reasons.add(why);
    }

    @Override
    public void warning(String text) {
        warnings.add(text);
    }

    @Override
    public void checkpoint() {
        checkpoints++;
        atCheckpoint.run();
    }

    @Override
    public Optional<Duration> remaining() {
        return Optional.empty();
    }

    @Override
    public void pause(Duration duration) {
        throw new AssertionError("A file needs no second attempt");
    }

    @Override
    public Completion complete(long count, String proof) {
        complete = true;
        delivered = count;
        evidence = proof;
        return new Completion() {
            @Override
            public long delivered() {
                return count;
            }

            @Override
            public String evidence() {
                return proof;
            }
        };
    }
}

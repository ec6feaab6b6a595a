package dev.rollcall.benchmarks;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts people; anything that is not as it should be ends the benchmark. */
final class CountingSink implements PersonSink {
    private long people;
    private final List<String> trouble = new ArrayList<>();

    /** How many came. */
    long people() {
        return people;
    }

    @Override
    public void accept(DirectoryUser person) {
        people++;
    }

    @Override
    public void unreadable(DirectoryUser known, String why) {
        throw new IllegalStateException(why);
    }

    @Override
    public void warning(String text) {
        trouble.add(text);
    }

    @Override
    public void checkpoint() {}

    @Override
    public Optional<Duration> remaining() {
        return Optional.empty();
    }

    @Override
    public void pause(Duration duration) {
        throw new IllegalStateException("A benchmark needs no second attempt");
    }

    @Override
    public Completion complete(long delivered, String evidence) {
        if (!trouble.isEmpty()) {
            throw new IllegalStateException(trouble.toString());
        }
        return new Completion() {
            @Override
            public long delivered() {
                return delivered;
            }

            @Override
            public String evidence() {
                return evidence;
            }
        };
    }
}

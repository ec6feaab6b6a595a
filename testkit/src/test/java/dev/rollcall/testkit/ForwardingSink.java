package dev.rollcall.testkit;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import java.time.Duration;
import java.util.Optional;

/** Hands everything on to another sink; what a defect does otherwise, it overrides. Counts what came through. */
class ForwardingSink implements PersonSink {

    final PersonSink sink;
    long delivered;

    ForwardingSink(PersonSink sink) {
        this.sink = sink;
    }

    @Override
    public void accept(DirectoryUser person) {
        sink.accept(person);
        delivered++;
    }

    @Override
    public void unreadable(DirectoryUser known, String why) {
        sink.unreadable(known, why);
        delivered++;
    }

    @Override
    public void warning(String text) {
        sink.warning(text);
    }

    @Override
    public void checkpoint() {
        sink.checkpoint();
    }

    @Override
    public Optional<Duration> remaining() {
        return sink.remaining();
    }

    @Override
    public void pause(Duration duration) {
        sink.pause(duration);
    }

    @Override
    public Completion complete(long count, String evidence) {
        return sink.complete(delivered, evidence);
    }
}

package dev.rollcall.testkit;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.testkit.People.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One read of a scripted directory. */
final class ScriptedRead {

    private final Script script;
    private final Scope scope;
    private final ReadCounters counters;
    private final ReadRequest request;
    private final PersonSink sink;

    ScriptedRead(Script script, Scope scope, ReadCounters counters, ReadRequest request, PersonSink sink) {
        this.script = script;
        this.scope = scope;
        this.counters = counters;
        this.request = request;
        this.sink = sink;
    }

    @Nullable
    Completion run() {
        long delivered;
        counters.opened();
        try {
            sink.checkpoint();
            scope.resolveGroups();
            delivered = deliverAll();
        } finally {
            counters.closed();
        }
        return script.ending().end(sink, delivered);
    }

    /** Whether it ended as a read should. */
    boolean isProper() {
        return script.ending().equals(Ending.PROPER);
    }

    private long deliverAll() {
        List<Person> deliveries = script.deliveries(scope.people());
        int place = 0;
        for (Person person : deliveries) {
            pass(place++);
            deliver(person);
        }
        pass(place);
        script.warnings().forEach(sink::warning);
        return place;
    }

    private void pass(int place) {
        script.at(place, counters, sink);
        if (Thread.currentThread().isInterrupted()) {
            sink.checkpoint();
            throw new SnapshotIncompleteException(
                    "The read of the scripted directory was interrupted after " + place + " deliveries");
        }
    }

    private void deliver(Person person) {
        String why = person.whyUnreadable();
        if (why == null) {
            sink.accept(scope.as(person, request));
        } else {
            sink.unreadable(scope.as(person, request), why);
        }
    }
}

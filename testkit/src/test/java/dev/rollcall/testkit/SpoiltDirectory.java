package dev.rollcall.testkit;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import java.util.concurrent.atomic.AtomicLong;

/** A sound directory that a defect is put into. What it leaves open is counted in {@link #OPEN}. */
class SpoiltDirectory implements DirectoryProvider {

    static final AtomicLong OPEN = new AtomicLong();

    final ScriptedDirectory sound;

    SpoiltDirectory(ScriptedDirectory sound) {
        this.sound = sound;
    }

    @Override
    public Completion read(ReadRequest request, PersonSink people) {
        return sound.read(request, sink(people));
    }

    /** The sink that the sound directory delivers to. */
    PersonSink sink(PersonSink people) {
        return people;
    }

    @Override
    public Validation validate(ReadRequest request) {
        return sound.validate(request);
    }

    @Override
    public String toString() {
        return sound.toString();
    }
}

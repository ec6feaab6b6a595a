package dev.rollcall.testkit;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What providers do wrong, and how a defect is put into a sound one. */
final class ProviderDefects {

    private ProviderDefects() {}

    static Stream<ProviderDefect> all() {
        return Stream.of(DeliveryDefects.all(), ReadDefects.all(), FailureDefects.all())
                .flatMap(stream -> stream);
    }

    static ProviderDefect defect(String name, String failing, Function<ScriptedDirectory, DirectoryProvider> put) {
        return new ProviderDefect(name, failing, true, put);
    }

    /** A defect of the sink that stands between. */
    static Function<ScriptedDirectory, DirectoryProvider> sink(UnaryOperator<PersonSink> between) {
        return sound -> new SpoiltDirectory(sound) {
            @Override
            PersonSink sink(PersonSink people) {
                return between.apply(people);
            }
        };
    }

    /** A defect of a whole read; it gets the sound directory, the request and the sink. */
    static Function<ScriptedDirectory, DirectoryProvider> read(Reading reading) {
        return sound -> new SpoiltDirectory(sound) {
            @Override
            public Completion read(ReadRequest request, PersonSink people) {
                return reading.read(sound, request, people);
            }
        };
    }

    /** One read. */
    interface Reading {
        Completion read(ScriptedDirectory sound, ReadRequest request, PersonSink people);
    }
}

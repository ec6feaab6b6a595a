package dev.rollcall.benchmarks;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;

/** A directory of so many people with ten attributes each, made up as they are read: it takes no memory of its own. */
final class GeneratedPeople implements DirectoryProvider {

    static final int FIELDS = 10;

    private final int people;

    GeneratedPeople(int people) {
        this.people = people;
    }

    static String externalId(int number) {
        return String.format("%08x-0000-4000-8000-%012x", number * 0x9E3779B1, number);
    }

    static String username(int number) {
        return "person." + number + "@example.org";
    }

    static String value(int number, int field) {
        return "value " + field + " of person " + number;
    }

    static DirectoryUser person(int number) {
        DirectoryUser.Builder person = DirectoryUser.active(externalId(number), username(number));
        for (int field = 0; field < FIELDS; field++) {
            person.attribute("attribute" + field, value(number, field));
        }
        return person.build();
    }

    @Override
    public Completion read(ReadRequest request, PersonSink sink) {
        for (int number = 0; number < people; number++) {
            sink.accept(person(number));
        }
        return sink.complete(people, "generated to the last");
    }

    @Override
    public Validation validate(ReadRequest request) {
        return Validation.builder().ok("people", people + " can be generated").build();
    }
}

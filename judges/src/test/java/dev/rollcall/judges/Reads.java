package dev.rollcall.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.testkit.RecordingSink;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whole reads of our own providers. */
final class Reads {

    private Reads() {}

    /** What is asked for. */
    static ReadRequest request(String... attributes) {
        return ReadRequest.of(DirectoryName.of("judged"), List.of(attributes)).withGroups(true);
    }

    /**
     * Everybody whom a provider reads, by external id; fails where it could not read somebody, or broke the contract.
     */
    static Map<String, DirectoryUser> everybody(DirectoryProvider provider, String... attributes) {
        RecordingSink sink = new RecordingSink();
        provider.read(request(attributes), sink);
        sink.readEnded();
        assertThat(sink.violations()).isEmpty();
        assertThat(sink.unreadable()).isEmpty();
        assertThat(sink.completion()).isPresent();
        Map<String, DirectoryUser> people = new TreeMap<>();
        for (DirectoryUser person : sink.everybody()) {
            String id = person.externalId().orElseThrow().value();
            assertThat(people.put(id, person)).as("who is %s", id).isNull();
        }
        return people;
    }

    /** Everybody whom a provider reads, as they are compared with what others read. */
    static List<Person> people(DirectoryProvider provider, String... attributes) {
        return everybody(provider, attributes).values().stream()
                .map(user -> Person.of(user, attributes))
                .toList();
    }
}

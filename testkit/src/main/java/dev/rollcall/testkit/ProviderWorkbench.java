package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.testkit.RecordingSink.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What every sentence of the contract is tried with: people to put into a directory, and ways to read it.
 *
 * <p>The sentences are spread over a chain of classes, one concern each; the last one, which authors extend, says what
 * they can override.
 */
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(120)
abstract class ProviderWorkbench {

    /** What a sink throws whose read was given up; a type that no provider knows. */
    static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("The contract's sink gave the read up");
        }
    }

    private int lastNumber;

    abstract DirectoryProvider provider(List<DirectoryUser> people);

    abstract DirectoryUser.Builder person(int number, String name);

    abstract boolean canHold(DirectoryUser person);

    abstract List<String> attributeNames();

    abstract DirectoryProvider emptyScope();

    abstract String group(String word);

    abstract DirectoryProvider choosing(List<DirectoryUser> people, Set<String> existing, Set<String> chosen);

    abstract boolean seesEmptyGroups();

    abstract DirectoryProvider withUnreadable(List<DirectoryUser> people, DirectoryUser damaged);

    abstract DirectoryProvider brokenAt(List<DirectoryUser> people, int place);

    abstract DirectoryProvider hangingAt(List<DirectoryUser> people, int place);

    abstract DirectoryProvider unreachable();

    abstract DirectoryProvider wrongCredentials();

    abstract Collection<String> secrets();

    abstract LongSupplier openResources();

    abstract Duration patience();

    // People

    /** Starts the next person, who is like nobody before. */
    final DirectoryUser.Builder next(String name) {
        return person(++lastNumber, name);
    }

    final String attribute() {
        return attributeNames().get(0);
    }

    /** A few people, as many sorts of them as the directory can hold. */
    final List<DirectoryUser> team() {
        List<DirectoryUser> team = new ArrayList<>();
        team.add(next("anna")
                .attribute(attribute(), "Chief")
                .attribute(attributeNames().get(1), "Sales")
                .build());
        team.add(next("bert").attribute(attribute(), "Clerk").build());
        team.add(next("carla").build());
        addIfPossible(team, next("dora").activity(Activity.INACTIVE).build());
        addIfPossible(team, next("emil").activity(Activity.UNKNOWN).build());
        return team;
    }

    private void addIfPossible(List<DirectoryUser> team, DirectoryUser person) {
        if (canHold(person)) {
            team.add(person);
        }
    }

    /** Leaves the rest of a test out where the directory cannot hold somebody like that. */
    final DirectoryUser holdable(DirectoryUser person, String what) {
        assumeTrue(canHold(person), () -> "The directory cannot hold " + what + ", says canHold(person)");
        return person;
    }

    // Reading

    /** Asks for all attributes, and not for groups. */
    final ReadRequest everything() {
        return ReadRequest.of(DirectoryName.of("contract"), attributeNames());
    }

    /** A read that must succeed; checks that it kept the contract. */
    final RecordingSink read(DirectoryProvider provider, ReadRequest request) {
        return read(provider, request, new RecordingSink());
    }

    final RecordingSink read(DirectoryProvider provider, ReadRequest request, RecordingSink sink) {
        Completion returned = provider.read(request, sink);
        sink.readEnded();
        assertThat(returned)
                .as("What read returned: the completion that the sink made, and no other")
                .isSameAs(sink.completion().orElse(null))
                .isNotNull();
        assertThat(sink.violations()).as("What the provider may not do").isEmpty();
        return sink;
    }

    /** A read that must end with an exception, and without being declared complete; returns the exception. */
    final Throwable failing(DirectoryProvider provider, ReadRequest request, RecordingSink sink) {
        Throwable thrown = catchThrowable(() -> provider.read(request, sink));
        sink.readEnded();
        assertThat(thrown)
                .as("The exception that ends the read; it returned instead")
                .isNotNull();
        assertThat(sink.completion())
                .as("A read that ends with an exception is not declared complete before")
                .isEmpty();
        assertThat(sink.violations()).as("What the provider may not do").isEmpty();
        return thrown;
    }

    /** A read that must end with an exception of a directory, which says something; returns that. */
    final DirectoryException failing(DirectoryProvider provider) {
        Throwable thrown = failing(provider, everything(), new RecordingSink());
        assertThat(thrown)
                .as("Any exception but a DirectoryException is reported by its type alone")
                .isInstanceOf(DirectoryException.class);
        assertThat(thrown.getMessage())
                .as("The message says what was tried, on what, and what to do next")
                .isNotBlank();
        return (DirectoryException) thrown;
    }

    // Comparing

    /** Checks that exactly these people were delivered, repeats joined, with what the request asks for. */
    static void assertDelivered(RecordingSink sink, ReadRequest request, List<DirectoryUser> expected) {
        assertThat(written(sink.everybody(), request))
                .as("Everybody who was delivered; repeats that differ in nothing but groups count once")
                .containsExactlyInAnyOrderElementsOf(written(asked(expected, request), request));
        assertThat(sink.unreadable()).as("Nobody is unreadable").isEmpty();
    }

    /** The people with no more attributes than the request asks for. */
    private static List<DirectoryUser> asked(List<DirectoryUser> people, ReadRequest request) {
        return people.stream()
                .map(person -> {
                    DirectoryUser.Builder asked = DirectoryUser.builder()
                            .externalId(
                                    person.externalId().map(Object::toString).orElse(null))
                            .matchKey(person.matchKey().orElse(null))
                            .activity(person.activity())
                            .groups(person.groups());
                    request.attributes().forEach(name -> asked.attribute(name, person.attribute(name)));
                    return asked.build();
                })
                .toList();
    }

    private static List<String> written(List<DirectoryUser> people, ReadRequest request) {
        return people.stream().map(person -> written(person, request)).toList();
    }

    /** A person in one line, in which texts that look alike and are not do not look alike. */
    private static String written(DirectoryUser person, ReadRequest request) {
        StringBuilder text = new StringBuilder("id ")
                .append(person.externalId().map(id -> visible(id.value())).orElse("missing"))
                .append(", key ")
                .append(person.matchKey().map(ProviderWorkbench::visible).orElse("missing"))
                .append(", ")
                .append(person.activity());
        person.attributes()
                .forEach((name, values) -> text.append(", ")
                        .append(name)
                        .append('=')
                        .append(values.stream()
                                .sorted()
                                .map(ProviderWorkbench::visible)
                                .toList()));
        return text.append(request.groupsNeeded() ? ", groups " + person.groups() : "")
                .toString();
    }

    /** A text with everything that is not printable ASCII spelt out. */
    static String visible(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().forEach(codePoint -> {
            if (codePoint >= ' ' && codePoint < 0x7F) {
                text.appendCodePoint(codePoint);
            } else {
                text.append(String.format(Locale.ROOT, "<U+%04X>", codePoint));
            }
        });
        return text.toString();
    }

    /** Whether a read calls this method of a sink at all, when nothing goes wrong. */
    final void assumeCalled(RecordingSink sink, Call method) {
        assumeTrue(
                sink.calls(method) > 0,
                () -> "The provider does not call " + method + " in such a read: nothing to see");
    }

    static <T> T first(Iterable<T> several) {
        Iterator<T> iterator = several.iterator();
        assertThat(iterator).as("one at least").hasNext();
        return iterator.next();
    }
}

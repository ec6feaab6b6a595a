package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.directory.Validation;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R1: a read without its evidence writes nothing")
class IncompleteReadTest {

    private final Host host = Host.of(
            ScriptedDirectory.of(
                    person("1", "ann").with("title", "new"), person("2", "bob").inactive(), person("3", "cid")),
            account("1", "ann"),
            account("2", "bob"),
            account("4", "dan"));

    static Stream<Arguments> deaths() {
        return Stream.of(
                        Arguments.of(
                                new DirectoryUnavailableException("nobody answers"),
                                FailureCause.DIRECTORY_UNAVAILABLE),
                        Arguments.of(new DirectoryCredentialsException("not let in"), FailureCause.CREDENTIALS),
                        Arguments.of(new DirectoryConfigurationException("no such group"), FailureCause.CONFIGURATION),
                        Arguments.of(new SnapshotIncompleteException("cut short"), FailureCause.SNAPSHOT_INCOMPLETE))
                .flatMap(death -> IntStream.rangeClosed(0, 3)
                        .mapToObj(place -> Arguments.of(death.get()[0], death.get()[1], place)));
    }

    @ParameterizedTest(name = "{1} at place {2}")
    @MethodSource("deaths")
    @DisplayName("R1, R3: a provider that gives up at any place fails the run with its cause and its message")
    void aProviderThatGivesUpFailsTheRun(DirectoryException death, FailureCause cause, int place) {
        host.directory.diesAt(place, death);

        SyncReport report = assertThatNothingIsWritten(cause);

        assertThat(report.message()).contains(String.valueOf(death.getMessage()));
        assertThat(report.exception()).containsSame(death);
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of("no completion", ending(ScriptedDirectory::returnsNoCompletion)),
                Arguments.of("completed, nothing returned", ending(ScriptedDirectory::completesButReturnsNothing)),
                Arguments.of("a forged completion", ending(ScriptedDirectory::returnsForgedCompletion)),
                Arguments.of("too low a count", ending(directory -> directory.claimsCompletionWith(2))),
                Arguments.of("too high a count", ending(directory -> directory.claimsCompletionWith(4))),
                Arguments.of("somebody after the completion", ending(ScriptedDirectory::completesThenDeliversMore)),
                Arguments.of(
                        "an exception after the completion",
                        ending(directory -> directory.completesThenDies(new SnapshotIncompleteException("oh")))));
    }

    private static Consumer<ScriptedDirectory> ending(Consumer<ScriptedDirectory> ending) {
        return ending;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    @DisplayName("R1: a read that ends without its own proof is incomplete")
    void aReadThatEndsWithoutItsProofIsIncomplete(String what, Consumer<ScriptedDirectory> ending) {
        ending.accept(host.directory);

        assertThatNothingIsWritten(FailureCause.SNAPSHOT_INCOMPLETE);
    }

    @Test
    @DisplayName("R1: the completion of another read proves nothing")
    void theCompletionOfAnotherReadProvesNothing() {
        host.engine().plan().close();
        host.directory.returnsCompletionOfAnotherRead();

        assertThatNothingIsWritten(FailureCause.SNAPSHOT_INCOMPLETE);
    }

    @Test
    @DisplayName("R1: an exception of another kind is reported by its type alone")
    void anExceptionOfAnotherKindIsReportedByItsTypeAlone() {
        host.directory.diesAt(2, new IllegalStateException("bind with s3cr3t-token failed"));

        SyncReport report = assertThatNothingIsWritten(FailureCause.SNAPSHOT_INCOMPLETE);

        assertThat(report.message()).contains("IllegalStateException", "2 deliveries");
        assertThat(report.toString() + host.audit.events()).doesNotContain("s3cr3t-token");
    }

    static Stream<Arguments> rogues() {
        return Stream.of(
                Arguments.of("an error", rogue((request, people) -> {
                    people.accept(DirectoryUser.active("1", "ann").build());
                    throw new AssertionError("s3cr3t-token");
                })),
                Arguments.of("blank evidence", rogue((request, people) -> people.complete(0, " "))),
                Arguments.of("a second completion", rogue((request, people) -> {
                    people.complete(0, "the first");
                    return people.complete(0, "the second");
                })),
                Arguments.of("a swallowed refusal after the completion", rogue((request, people) -> {
                    Completion completion = people.complete(0, "the end");
                    try {
                        people.accept(DirectoryUser.active("1", "ann").build());
                    } catch (IllegalStateException e) {
                        return completion;
                    }
                    throw new AssertionError("The sink took somebody after the completion");
                })),
                Arguments.of("a person who is null", rogue((request, people) -> {
                    people.accept(null);
                    return people.complete(1, "the end");
                })));
    }

    /** The half of a provider that reads. */
    interface Rogue {
        Completion read(ReadRequest request, PersonSink people);
    }

    private static DirectoryProvider rogue(Rogue rogue) {
        return new DirectoryProvider() {
            @Override
            public Completion read(ReadRequest request, PersonSink people) {
                return rogue.read(request, people);
            }

            @Override
            public Validation validate(ReadRequest request) {
                return Validation.builder().build();
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rogues")
    @DisplayName("R1: a provider that breaks its contract proves nothing")
    void aProviderThatBreaksItsContractProvesNothing(String what, DirectoryProvider provider) {
        List<Account> before = host.everything();
        SyncReport report = SyncEngine.builder("staff", provider, host.repository)
                .audit(host.audit)
                .clock(host.clock)
                .lock(host.lock)
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.SNAPSHOT_INCOMPLETE);
        assertThat(host.everything()).isEqualTo(before);
        assertThat(report.toString() + host.audit.events()).doesNotContain("s3cr3t-token");
        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R3: a chosen group that is not there is an error of the configuration, found before anybody is read")
    void aChosenGroupThatIsNotThereIsAnErrorOfTheConfiguration() {
        host.directory.choosing("nobody-made-it");

        SyncReport report = assertThatNothingIsWritten(FailureCause.CONFIGURATION);

        assertThat(report.message()).contains("nobody-made-it");
    }

    @Test
    @DisplayName("R6: a directory that delivers nobody's activity is not believed")
    void aDirectoryThatDeliversNobodysActivityIsNotBelieved() {
        host.directory.activityUnknownForAll();

        SyncReport report = assertThatNothingIsWritten(FailureCause.SNAPSHOT_INCOMPLETE);

        assertThat(report.message()).contains("R6");
    }

    @Test
    @DisplayName("R7: the directory is closed before the first write")
    void theDirectoryIsClosedBeforeTheFirstWrite() {
        host.repository.beforeChange(
                change -> assertThat(host.directory.isOpen()).isFalse());

        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.repository.changes()).isNotEmpty();
    }

    @Test
    @DisplayName("R1: a read that is complete says what proved it")
    void aReadThatIsCompleteSaysWhatProvedIt() {
        assertThat(host.run().evidence()).isEqualTo("the script came to its end");
    }

    /** Runs; then sees that no account, no permission and no lock has suffered, and that the next run works. */
    private SyncReport assertThatNothingIsWritten(FailureCause cause) {
        List<Account> before = host.everything();
        SyncReport report = host.run();

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(cause);
        assertThat(host.everything()).isEqualTo(before);
        assertThat(host.repository.calls(WatchedRepository.Call.APPLY)).isZero();
        assertThat(host.directory.isOpen()).isFalse();
        assertThat(host.engine().lastRun().orElseThrow().cause()).isEqualTo(cause);
        assertThat(host.engine().lastFinishedRun()).isEmpty();

        host.directory.behaves();
        ScriptedDirectory healthy = host.directory;
        if (report.message().contains("nobody-made-it")) {
            healthy.hasGroups("nobody-made-it");
            return report;
        }
        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.account("dan").isActive()).isFalse();
        return report;
    }
}

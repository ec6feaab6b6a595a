package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@DisplayName("R38: a run that dies anywhere, and the next one")
class CrashTest {

    private static final long MANY = 1000;

    private static Host host(long seats) {
        return BusyNight.host().seats(seats);
    }

    private static void crash(Host host) {
        assertThat(catchThrowable(host::run)).isInstanceOf(WatchedRepository.Crash.class);
    }

    /** A night that is nearly done may have fewer changes left than the crash waits for. */
    private static void crashIfItComesToThat(Host host) {
        assertThat(Stream.ofNullable(catchThrowable(host::run)))
                .allSatisfy(thrown -> assertThat(thrown).isInstanceOf(WatchedRepository.Crash.class));
    }

    private static Host undisturbed(long seats) {
        Host host = host(seats);
        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
        return host;
    }

    @ParameterizedTest(name = "{0} seats")
    @ValueSource(longs = {0, 10, 11, 12, 13, 14, 15, 16, 18, 20, MANY})
    @DisplayName("R38: whatever change the process dies at, the next run ends where an undisturbed run ends")
    void theNextRunEndsWhereAnUndisturbedRunEnds(long seats) {
        List<String> wanted = undisturbed(seats).rows();
        int changes = undisturbed(seats).repository.changes().size();
        assertThat(changes).isGreaterThan(15);
        for (int crash = 0; crash <= changes; crash++) {
            Host host = host(seats);
            host.repository.diesAfter(crash, new WatchedRepository.Crash());
            crash(host);
            host.repository.behaves();
            host.clock.advance(Duration.ofHours(1));

            assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);

            assertThat(host.rows()).as("after a crash behind change " + crash).isEqualTo(wanted);
        }
    }

    @ParameterizedTest(name = "{0} seats")
    @ValueSource(longs = {10, 12, 14, 16, MANY})
    @DisplayName("R38: a repository that goes down at any change fails the run, and the next run ends the same")
    void aRepositoryThatGoesDownFailsTheRun(long seats) {
        List<String> wanted = undisturbed(seats).rows();
        int changes = undisturbed(seats).repository.changes().size();
        for (int crash = 0; crash <= changes; crash++) {
            Host host = host(seats);
            host.repository.diesAfter(crash, new IllegalStateException("the database is gone"));
            SyncReport failed = host.run();
            assertThat(failed.cause()).as("behind change " + crash).contains(FailureCause.REPOSITORY_DOWN);
            assertThat(failed.figures().peopleRead())
                    .as("people of a run that failed behind change " + crash)
                    .isEqualTo(BusyNight.people().size());
            host.repository.behaves();

            assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(host.rows()).as("after a failure behind change " + crash).isEqualTo(wanted);
        }
    }

    @ParameterizedTest(name = "{0} seats")
    @ValueSource(longs = {10, 12, 14, 16, 18})
    @DisplayName("R31, R38: whoever waits after a crash waits in the order of an undisturbed run")
    void whoeverWaitsAfterACrashWaitsInTheSameOrder(long seats) {
        List<List<String>> wanted = grow(undisturbed(seats), seats);
        int changes = undisturbed(seats).repository.changes().size();
        for (int crash = 0; crash < changes; crash++) {
            Host host = host(seats);
            host.repository.diesAfter(crash, new WatchedRepository.Crash());
            crash(host);
            host.repository.behaves();
            host.clock.advance(Duration.ofHours(1));
            host.run();

            assertThat(grow(host, seats))
                    .as("after a crash behind change " + crash)
                    .isEqualTo(wanted);
        }
    }

    /** Adds seat by seat, and says how the table looks each time. */
    private static List<List<String>> grow(Host host, long seats) {
        List<List<String>> tables = new ArrayList<>();
        for (long more = 1; more <= BusyNight.WANTED; more++) {
            host.clock.advance(Duration.ofDays(1));
            host.seats(seats + more).run();
            tables.add(host.rows());
        }
        return tables;
    }

    @Test
    @DisplayName("R38: a crash after a crash changes nothing either")
    void aCrashAfterACrashChangesNothingEither() {
        List<String> wanted = undisturbed(14).rows();
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            Host host = host(14);
            for (int crash = 0; crash < 3; crash++) {
                host.repository.diesAfter(random.nextInt(9), new WatchedRepository.Crash());
                crashIfItComesToThat(host);
                host.repository.behaves();
                host.clock.advance(Duration.ofHours(1));
                host.directory.shuffled(random.nextLong());
            }

            assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(host.rows()).as("seed " + seed).isEqualTo(wanted);
        }
    }

    @Test
    @DisplayName("R38: a crash leaves each account as it was, as planned, or with one of its halves as planned")
    void aCrashLeavesEachAccountWithWholeHalves() {
        Map<String, Account> before = byId(host(14));
        Map<String, Account> after = byId(undisturbed(14));
        int changes = undisturbed(14).repository.changes().size();
        for (int crash = 0; crash < changes; crash++) {
            Host host = host(14);
            host.repository.diesAfter(crash, new WatchedRepository.Crash());
            crash(host);

            byId(host).forEach((id, now) -> {
                Account planned = after.get(id);
                Account old = before.get(id);
                if (old == null) {
                    assertThat(planned).as(id).isNotNull();
                    return;
                }
                assertThat(status(now)).as("status of " + id).isIn(status(old), status(planned));
                assertThat(rest(now)).as("rest of " + id).isIn(rest(old), rest(planned));
            });
        }
    }

    private static Map<String, Account> byId(Host host) {
        Map<String, Account> accounts = new HashMap<>();
        host.table.all().forEach(account -> accounts.put(account.id().value(), account));
        return accounts;
    }

    private static String status(Account account) {
        return account.status() + " " + account.blockReason() + " " + account.blockedSince();
    }

    /** An activation carries its link, so the link may be written with either half. */
    private static String rest(Account account) {
        return account.username() + " " + account.fields() + " " + account.owner();
    }

    @Test
    @DisplayName("R32, R38: limit 1, one returning and one new: the returning one is active, also after a crash")
    void theReturningOneIsActiveAlsoAfterACrash() {
        for (int crash = 0; crash < 2; crash++) {
            Host host = Host.of(
                            ScriptedDirectory.of(person("1", "ret"), person("2", "new")),
                            account("1", "ret").blocked(BlockReason.REMOVED_FROM_SCOPE))
                    .seats(1);
            host.repository.diesAfter(crash, new WatchedRepository.Crash());
            crash(host);
            host.repository.behaves();

            host.run();

            assertThat(host.account("ret").isActive()).isTrue();
            assertThat(host.account("new").isActive()).isFalse();
        }
    }
}

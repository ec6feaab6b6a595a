package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.table;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.plan.Hold;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.run.InMemoryRunJournal;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.ForwardingRepository;
import dev.rollcall.testkit.People.Person;
import dev.rollcall.testkit.ScriptedDirectory;
import dev.rollcall.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Cases in which something old could hide, lengthen or permit something new. */
class SecondThoughtsTest {

    private final SettableClock clock = SettableClock.at("2026-03-02T07:00:00Z");
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final InMemoryRunJournal journal = new InMemoryRunJournal();

    private SyncEngine engine(ScriptedDirectory directory, UserRepository repository, Policy policy) {
        return SyncEngine.builder("staff", directory, repository)
                .policy(policy)
                .audit(audit)
                .journal(journal)
                .clock(clock)
                .lock(new LocalRunLock(clock))
                .build();
    }

    /** Refuses every change, with the same words. */
    private static final class Refusing extends ForwardingRepository {
        Refusing(UserRepository target) {
            super(target);
        }

        @Override
        public List<ChangeResult> apply(Fence fence, List<Write> batch) {
            return batch.stream().map(write -> ChangeResult.refused("not now")).toList();
        }
    }

    @Test
    @DisplayName("R41: a refused block is written although another change of the person was refused the night before")
    void aNewRefusalDoesNotHideBehindAnOldOne() {
        Policy policy =
                Policy.builder().field("title", ValueSource.attribute("title")).build();
        ScriptedDirectory directory = ScriptedDirectory.of(person("1", "ann").with("title", "x"));
        UserRepository refusing = new Refusing(table(account("1", "ann")));
        engine(directory, refusing, policy).run();
        engine(directory, refusing, policy).run();
        assertThat(refusals()).as("the standing refusal is written once").isEqualTo(1);

        directory.deactivate("1");
        engine(directory, refusing, policy).run();

        assertThat(refusals()).as("the refused block is news").isEqualTo(2);
    }

    private long refusals() {
        return audit.events().stream()
                .filter(event -> event.action() == AuditAction.REFUSED)
                .count();
    }

    @Test
    @DisplayName("R33: two approvals do not add up to what neither of them allows")
    void approvalsDoNotAddUp() {
        Person[] crowd = crowd();
        InMemoryUserRepository table = table(IntStream.range(0, crowd.length)
                .mapToObj(number -> account("id" + number, "p" + number))
                .toArray(Row[]::new));
        SyncReport first =
                engine(without(crowd, 0, 6), table, Policy.ofDefaults()).run();
        SyncReport second =
                engine(without(crowd, 6, 12), table, Policy.ofDefaults()).run();
        assertThat(List.of(first.outcome(), second.outcome())).containsOnly(Outcome.HELD);
        ScriptedDirectory both = without(crowd, 0, 12).diesAt(3);
        engine(both, table, Policy.ofDefaults()).run(RunRequest.by("jane").approving(first.runId()));

        SyncReport report = engine(without(crowd, 0, 12), table, Policy.ofDefaults())
                .run(RunRequest.by("jane").approving(second.runId()));

        assertThat(report.outcome()).isEqualTo(Outcome.HELD);
        assertThat(table.all()).allMatch(Account::isActive);
    }

    private static Person[] crowd() {
        return IntStream.range(0, 50)
                .mapToObj(number -> person("id" + number, "p" + number))
                .toArray(Person[]::new);
    }

    private static ScriptedDirectory without(Person[] crowd, int from, int to) {
        List<Person> rest = new ArrayList<>(List.of(crowd));
        rest.subList(from, to).clear();
        return ScriptedDirectory.of(rest);
    }

    @Test
    @DisplayName("R22: a grace begins anew once the person was read, though rejected")
    void aRejectedClaimantEndsTheAbsenceOfAnUnlinkedAccount() {
        InMemoryUserRepository table = table(unlinked("ann").absentSince(clock.instant()));
        Policy policy = Policy.builder().grace(Duration.ofDays(7)).build();
        ScriptedDirectory directory = ScriptedDirectory.of(person("1", "ann"), person("2", "ann"));

        engine(directory, table, policy).run();

        assertThat(table.find("ann").orElseThrow().absentSince()).isEmpty();
    }

    @Test
    @DisplayName("R41: a report holds neither sensitive values nor what was to be written")
    void aReportHoldsNoSensitiveValue() {
        Policy policy = Policy.builder()
                .field("salary", ValueSource.attribute("salary"), field -> field.asSensitive())
                .build();
        SyncEngine engine = SyncEngine.builder(
                        "staff", ScriptedDirectory.of(person("1", "ann").with("salary", "9999")), table())
                .policy(policy)
                .licence(LicenceLimit.of(0))
                .audit(audit)
                .lock(new LocalRunLock(clock))
                .build();

        SyncReport report = engine.run();

        assertThat(report.waiting()).singleElement().satisfies(step -> {
            assertThat(step.change()).isNull();
            assertThat(step.changes().toString()).doesNotContain("9999");
            assertThat(step.changes()).allMatch(change -> !"9999".equals(change.after()));
        });
    }

    @Test
    @DisplayName("R2: tolerated rows that name nobody make no snapshot to believe")
    void rowsThatNameNobodyMakeNoSnapshot() {
        InMemoryUserRepository table = table(account("1", "ann"), account("2", "bob"));
        Policy policy = Policy.builder().toleratedUnidentified(1).build();
        ScriptedDirectory directory = ScriptedDirectory.of(withoutId("junk"));

        SyncReport report = engine(directory, table, policy).run();

        assertThat(report.hold().map(Hold::reason)).contains(Hold.Reason.EMPTY_SNAPSHOT);
        assertThat(table.all()).allMatch(Account::isActive);
    }

    @Test
    @DisplayName("R46: an account is relinked only to somebody who is there")
    void relinkingNeedsTheNewPerson() {
        InMemoryUserRepository table = table(account("1", "ann"));
        AccountId ann = table.find("ann").orElseThrow().id();

        assertThat(engine(ScriptedDirectory.of(), table, Policy.ofDefaults())
                        .acts("jane")
                        .relink(ann, ExternalId.of("9"))
                        .done())
                .as("nobody was read")
                .isFalse();
        assertThat(engine(ScriptedDirectory.of(person("9", "ann")), table, Policy.ofDefaults())
                        .acts("jane")
                        .relink(ann, ExternalId.of("9"))
                        .done())
                .as("the new person is there, the old one gone")
                .isTrue();
    }

    @Test
    @DisplayName("R1: whatever ends the wait for a directory, nothing is read on behind its back")
    void aFaultyConditionEndsTheReadToo() {
        ScriptedDirectory directory = ScriptedDirectory.of(person("1", "ann")).hangsAt(0);

        SyncReport report = engine(directory, table(), Policy.ofDefaults())
                .run(RunRequest.scheduled().cancelledWhen(() -> {
                    if (directory.reads() > 0) {
                        directory.awaitHanging();
                        throw new IllegalStateException("the host's condition failed");
                    }
                    return false;
                }));

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        Parting.assertClosed(directory);
        assertThat(directory.interruptions()).isEqualTo(1);
    }
}

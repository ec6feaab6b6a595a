package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.Step;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R32: seats when the plan is written")
class SeatsAtApplyTest {

    private static final Row WAITING = account("5", "eli").blocked(BlockReason.LICENCE_LIMIT, "2026-01-01T07:00:00Z");
    private static final Row RETURNING = account("6", "fox").blocked(BlockReason.REMOVED_FROM_SCOPE);

    private static Predicate<Change> creationOf(String username) {
        return change -> change instanceof Change.Create create
                && create.username().value().equals(username);
    }

    private static Predicate<Change> statusOf(String account) {
        return change ->
                (change instanceof Change.Block block && block.account().equals(AccountId.of(account)))
                        || (change instanceof Change.Activate activate
                                && activate.account().equals(AccountId.of(account)));
    }

    private static BlockReason reason(Host host, String username) {
        return host.account(username).blockReason().orElse(null);
    }

    private static void assertAddsUp(SyncReport report, long people) {
        assertThat(report.figures().peopleRead()).isEqualTo(people);
        for (PersonResult result : PersonResult.values()) {
            assertThat(report.figures().of(result)).as(result.name()).isNotNegative();
        }
    }

    @Test
    @DisplayName("R32: a block that the repository refused frees no seat")
    void aBlockThatWasRefusedFreesNoSeat() {
        Host host = Host.of(
                        ScriptedDirectory.of(person("1", "ann").inactive(), person("2", "bob")), account("1", "ann"))
                .seats(1);
        host.repository.refusing(statusOf("acc-ann"));

        SyncReport report = host.run();

        assertThat(host.account("ann").isActive()).isTrue();
        assertThat(reason(host, "bob")).isEqualTo(BlockReason.LICENCE_LIMIT);
        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertAddsUp(report, 2);
        assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(1);
        assertThat(report.figures().of(PersonResult.WAITING_FOR_LICENCE)).isEqualTo(1);
    }

    @Test
    @DisplayName("R27, R32: a block that was vetoed frees no seat")
    void aBlockThatWasVetoedFreesNoSeat() {
        Host host = Host.of(
                        ScriptedDirectory.of(person("1", "ann").inactive(), person("5", "eli")),
                        account("1", "ann"),
                        WAITING)
                .seats(1);
        host.policy(Host.GUARDED.toBuilder()
                .protect(Set.of(AccountId.of("acc-ann")))
                .build());

        SyncReport report = host.run();

        assertThat(host.account("ann").isActive()).isTrue();
        assertThat(reason(host, "eli")).isEqualTo(BlockReason.LICENCE_LIMIT);
        assertAddsUp(report, 2);
    }

    @Test
    @DisplayName("R32: a block made frees its seat for whoever waits, in the same run")
    void aBlockMadeFreesItsSeat() {
        Host host = Host.of(
                        ScriptedDirectory.of(person("1", "ann").inactive(), person("5", "eli")),
                        account("1", "ann"),
                        WAITING)
                .seats(1);

        assertAddsUp(host.run(), 2);
        assertThat(host.account("eli").isActive()).isTrue();
    }

    @Test
    @DisplayName("R32: limit 1, ann and bob new, the repository refuses ann: bob gets the seat")
    void theSeatOfARefusedCreationPassesOn() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann"), person("2", "bob")))
                .seats(1);
        host.repository.refusing(creationOf("ann"));

        SyncReport report = host.run();

        assertThat(host.account("bob").isActive()).isTrue();
        assertThat(host.table.find("ann")).isEmpty();
        assertAddsUp(report, 2);
        assertThat(report.figures().of(PersonResult.IMPORTED)).isEqualTo(1);
        assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(1);
    }

    @Test
    @DisplayName("R31, R32: the seats of refused activations pass on across the queues: waiting, returning, new")
    void theSeatsOfRefusedActivationsPassOnAcrossTheQueues() {
        ScriptedDirectory directory =
                ScriptedDirectory.of(person("1", "new"), person("2", "newer"), person("5", "eli"), person("6", "fox"));
        Host host = Host.of(directory, WAITING, RETURNING).seats(1);
        host.repository.refusing(statusOf("acc-eli").or(statusOf("acc-fox")));

        SyncReport report = host.run();

        assertThat(host.account("new").isActive()).isTrue();
        assertThat(reason(host, "newer")).isEqualTo(BlockReason.LICENCE_LIMIT);
        assertThat(reason(host, "eli")).isEqualTo(BlockReason.LICENCE_LIMIT);
        assertThat(reason(host, "fox")).isEqualTo(BlockReason.REMOVED_FROM_SCOPE);
        assertAddsUp(report, 4);
        assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(2);
        assertThat(report.failed())
                .extracting(step -> step.subject().username())
                .containsExactly("eli", "fox");
    }

    @Test
    @DisplayName("R32: whoever is refused the wait too is a failure, and nobody else suffers")
    void whoeverIsRefusedTheWaitTooIsAFailure() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann"), person("2", "bob"), person("6", "fox")), RETURNING)
                .seats(0);
        host.repository.refusing(creationOf("ann").or(statusOf("acc-fox")));

        SyncReport report = host.run();

        assertThat(reason(host, "bob")).isEqualTo(BlockReason.LICENCE_LIMIT);
        assertThat(reason(host, "fox")).isEqualTo(BlockReason.REMOVED_FROM_SCOPE);
        assertAddsUp(report, 3);
        assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(2);
        assertThat(report.figures().of(PersonResult.WAITING_FOR_LICENCE)).isEqualTo(1);
    }

    @Test
    @DisplayName("R32: an administrator took the seat meanwhile: whoever was to have it waits")
    void anAdministratorTookTheSeatMeanwhile() {
        Host host = Host.of(
                        ScriptedDirectory.of(person("1", "ann"), person("5", "eli"), person("6", "fox")),
                        WAITING,
                        RETURNING,
                        local("temp").blocked(BlockReason.MANUAL))
                .seats(2);
        host.repository.before(
                WatchedRepository.Call.APPLY, () -> host.table.edit(AccountId.of("acc-temp"), Account.Builder::active));

        SyncReport report = host.run();

        assertThat(host.account("eli").isActive()).isTrue();
        assertThat(reason(host, "fox")).isEqualTo(BlockReason.LICENCE_LIMIT);
        assertThat(reason(host, "ann")).isEqualTo(BlockReason.LICENCE_LIMIT);
        assertAddsUp(report, 3);
        assertThat(report.figures().of(PersonResult.WAITING_FOR_LICENCE)).isEqualTo(2);
        assertThat(report.waiting()).extracting(Step::subject).hasSize(2);
        assertThat(host.table.activeAccounts()).isEqualTo(2);
    }

    @Test
    @DisplayName("R32: an administrator took every seat before a new person came to theirs")
    void anAdministratorTookTheSeatOfANewPerson() {
        Host host = Host.of(
                        ScriptedDirectory.of(person("1", "ann"), person("2", "bob")),
                        local("temp").blocked(BlockReason.MANUAL))
                .seats(2);
        host.repository.beforeChange(change -> {
            if (creationOf("ann").test(change)) {
                host.table.edit(AccountId.of("acc-temp"), Account.Builder::active);
            }
        });

        SyncReport report = host.run();

        assertThat(host.account("ann").isActive()).isTrue();
        assertThat(reason(host, "bob")).isEqualTo(BlockReason.LICENCE_LIMIT);
        assertAddsUp(report, 2);
    }

    @Test
    @DisplayName(
            "R30: a licence source that fails grants nothing new, blocks nobody, and is reported by its type alone")
    void aLicenceSourceThatFailsGrantsNothingNew() {
        Host host = Host.of(
                ScriptedDirectory.of(
                        person("1", "ann").with("title", "new"),
                        person("2", "bob"),
                        person("5", "eli"),
                        person("6", "fox")),
                account("1", "ann"),
                WAITING,
                RETURNING);
        host.licence(() -> {
            throw new IllegalStateException("licence server s3cr3t-token");
        });

        SyncReport report = host.run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.account("ann").field("title")).isEqualTo("new");
        assertThat(host.account("ann").isActive()).isTrue();
        assertThat(reason(host, "bob")).isEqualTo(BlockReason.LICENCE_LIMIT);
        assertThat(reason(host, "eli")).isEqualTo(BlockReason.LICENCE_LIMIT);
        assertThat(reason(host, "fox")).isEqualTo(BlockReason.LICENCE_LIMIT);
        assertThat(report.warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .contains("licence", "IllegalStateException")
                        .doesNotContain("s3cr3t-token"));
        assertAddsUp(report, 4);
    }

    @Test
    @DisplayName("R30: a licence source that answers with a negative number grants nothing new")
    void aNegativeLicenceGrantsNothingNew() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann"))).licence(() -> OptionalLong.of(-1));

        assertThat(host.run().warnings()).isNotEmpty();
        assertThat(reason(host, "ann")).isEqualTo(BlockReason.LICENCE_LIMIT);
    }

    @Test
    @DisplayName("R30: a limit below today's use blocks nobody and grants nothing")
    void aLimitBelowTodaysUseBlocksNobody() {
        Host host = Crowd.host(5).seats(2);
        host.directory.hire(person("9", "new"));
        Crowd.leave(host, 1, 1);

        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);

        assertThat(Crowd.active(host)).isEqualTo(4);
        assertThat(reason(host, "new")).isEqualTo(BlockReason.LICENCE_LIMIT);
    }

    @Test
    @DisplayName("R31: whoever waits longest is first, and no date comes last")
    void whoeverWaitsLongestIsFirst() {
        ScriptedDirectory directory = ScriptedDirectory.of(person("1", "a"), person("2", "b"), person("3", "c"));
        Host host = Host.of(
                        directory,
                        account("1", "a").blocked(BlockReason.LICENCE_LIMIT),
                        account("2", "b").blocked(BlockReason.LICENCE_LIMIT, "2026-02-01T07:00:00Z"),
                        account("3", "c").blocked(BlockReason.LICENCE_LIMIT, "2026-01-01T07:00:00Z"))
                .seats(1);

        host.run();
        assertThat(host.account("c").isActive()).isTrue();
        host.seats(2).run();
        assertThat(host.account("b").isActive()).isTrue();
        assertThat(host.account("a").isActive()).isFalse();
        host.seats(3).run();
        assertThat(host.account("a").isActive()).isTrue();
    }

    @Test
    @DisplayName("R32, R31: more seats than one batch are granted in their order")
    void moreSeatsThanOneBatchAreGrantedInTheirOrder() {
        Host host = Crowd.host(450).policy(Host.UNGUARDED).seats(430);
        host.table.all().forEach(account -> host.table.remove(account.id()));
        host.repository.refusing(creationOf(Crowd.name(7)).or(creationOf(Crowd.name(300))));

        SyncReport report = host.run();

        assertThat(Crowd.active(host)).isEqualTo(430);
        assertThat(host.account(Crowd.name(432)).isActive()).isTrue();
        assertThat(reason(host, Crowd.name(433))).isEqualTo(BlockReason.LICENCE_LIMIT);
        assertAddsUp(report, 450);
        assertThat(report.figures().of(PersonResult.WAITING_FOR_LICENCE)).isEqualTo(18);
    }
}

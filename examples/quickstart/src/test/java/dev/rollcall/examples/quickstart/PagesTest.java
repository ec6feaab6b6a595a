package dev.rollcall.examples.quickstart;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.table;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.AccountActs;
import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.csv.HandOver;
import dev.rollcall.csv.HandOverFile;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.Policy;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.ScriptedDirectory;
import dev.rollcall.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java code of the pages for hosts is in this file, and what the pages say is true. */
class PagesTest {

    private static final Policy POLICY = Policy.builder()
            .field("email", dev.rollcall.policy.ValueSource.attribute("mail"))
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"hosts.md", "approval.md", "moving-directories.md"})
    void theCodeOfThePageIsInThisFile(String page) throws IOException {
        List<String> blocks = Pages.java(Pages.docs(page));
        String source = Pages.withoutSpace(Pages.testSource(PagesTest.class));

        assertThat(blocks).isNotEmpty();
        assertThat(blocks)
                .as("the code of %s that is not in this file", page)
                .filteredOn(block -> !source.contains(Pages.withoutSpace(block)))
                .isEmpty();
    }

    /** Whether a form should lock the field of this account. */
    private static boolean isLocked(SyncEngine engine, Account account, String field) {
        return account.isOwnedBy(engine.directory())
                && engine.controlledFields().contains(field);
    }

    @Test
    @DisplayName("A form locks what the directory controls, in its own accounts only (R18)")
    void aFormLocksWhatTheDirectoryControls() {
        SyncEngine engine = SyncEngine.builder("staff", ScriptedDirectory.of(), table())
                .policy(POLICY)
                .build();

        assertThat(isLocked(engine, account("1", "ann").build(), "email")).isTrue();
        assertThat(isLocked(engine, account("1", "ann").build(), "username")).isTrue();
        assertThat(isLocked(engine, account("1", "ann").build(), "theme")).isFalse();
        assertThat(isLocked(engine, local("root").build(), "email")).isFalse();
    }

    private static final class Sessions {
        private final List<AccountId> ended = new ArrayList<>();

        void endAllOf(AccountId account) {
            ended.add(account);
        }
    }

    private static SyncListener endingSessions(Sessions sessions) {
        return new SyncListener() {
            @Override
            public void blocked(AuditEvent event) {
                AccountId account = event.subject().accountId();
                if (account != null) {
                    sessions.endAllOf(account);
                }
            }
        };
    }

    @Test
    @DisplayName("Sessions end with a block by a run, and with one by an administrator (R21, R46)")
    void sessionsEndWithABlock() {
        Sessions sessions = new Sessions();
        InMemoryUserRepository table = table(account("1", "ann"), account("2", "bob"));
        SyncEngine engine = SyncEngine.builder(
                        "staff",
                        ScriptedDirectory.of(
                                person("1", "ann"), person("2", "bob").inactive()),
                        table)
                .listener(endingSessions(sessions))
                .build();

        engine.run();
        engine.acts("jane").block(AccountId.of("acc-ann"));

        assertThat(sessions.ended).containsExactly(AccountId.of("acc-bob"), AccountId.of("acc-ann"));
    }

    static Duration untilNext(LocalTime time, ZoneId zone, Clock clock) {
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(zone));
        ZonedDateTime today = now.with(time);
        return Duration.between(
                now, today.isAfter(now) ? today : now.plusDays(1).with(time));
    }

    @Test
    @DisplayName("Seven o'clock stays seven o'clock when the clocks change (R44)")
    void sevenOClockStaysSevenOClock() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(untilNext(LocalTime.of(7, 0), berlin, SettableClock.at("2026-03-28T06:00:00Z")))
                .as("at seven, the night before the clocks go forward")
                .isEqualTo(Duration.ofHours(23));
        assertThat(untilNext(LocalTime.of(7, 0), berlin, SettableClock.at("2026-10-24T05:00:00Z")))
                .as("at seven, the night before they go back")
                .isEqualTo(Duration.ofHours(25));
        assertThat(untilNext(LocalTime.of(7, 0), berlin, SettableClock.at("2026-11-01T05:30:00Z")))
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    @DisplayName("A grace of whole days may last until the run of the next day; some hours less do not (R22)")
    void aGraceOfWholeDaysMayLastADayLonger() {
        assertThat(activeAfterAWeek(Duration.ofDays(7))).isTrue();
        assertThat(activeAfterAWeek(Duration.ofDays(7).minusHours(2))).isFalse();
    }

    private static boolean activeAfterAWeek(Duration grace) {
        SettableClock clock = SettableClock.at("2026-03-26T06:00:00Z"); // seven in Berlin
        InMemoryUserRepository table = table(account("1", "ann"), account("2", "bob"));
        SyncEngine engine = SyncEngine.builder("staff", ScriptedDirectory.of(person("1", "ann")), table)
                .policy(Policy.builder().grace(grace).build())
                .clock(clock)
                .build();
        engine.run();
        clock.set(Instant.parse("2026-04-02T05:00:00Z")); // seven in Berlin, a week later
        engine.run();
        return table.find("bob").orElseThrow().isActive();
    }

    private static SyncReport approve(SyncEngine engine, String runId) {
        SyncReport report = engine.run(RunRequest.by("jane").approving(runId));
        return report;
    }

    private static void look(SyncEngine engine, List<String> lines) {
        try (SyncPlan plan = engine.plan()) {
            plan.forEach(step -> lines.add(step.toString()));
        }
    }

    private static SyncReport raise(SyncEngine engine) {
        SyncReport report = engine.run(RunRequest.by("jane").raising(GuardKind.BLOCKS, new Guard(0.25, 40)));
        return report;
    }

    @Test
    @DisplayName(
            "An approval covers the same or fewer, outlives held runs, and is used up by one that finishes (R33, R38)")
    void anApprovalCoversTheSameOrFewer() {
        ScriptedDirectory directory = ScriptedDirectory.of(person("1", "ann"));
        InMemoryUserRepository table = table(leavers(10, 20));
        SyncEngine engine = SyncEngine.builder("staff", directory, table).build();
        IntStream.range(18, 20).forEach(number -> directory.hire(person(String.valueOf(number), "leaver" + number)));
        SyncReport held = engine.run();
        List<String> lines = new ArrayList<>();
        look(engine, lines);

        directory.leave("19");
        SyncReport other = approve(engine, held.runId());
        directory.hire(person("19", "leaver19"));
        SyncReport scheduled = engine.run();
        directory.leave("18", "19");
        table.all().forEach(each -> table.edit(each.id(), Account.Builder::active));
        SyncReport again = engine.run();

        assertThat(held.outcome()).isEqualTo(Outcome.HELD);
        assertThat(lines).filteredOn(line -> line.startsWith("BLOCK")).hasSize(8);
        assertThat(other.outcome()).as("one more than was approved").isEqualTo(Outcome.HELD);
        assertThat(String.valueOf(other.hold())).contains("1 accounts to block were not among what was approved");
        assertThat(scheduled.outcome()).as("the same again, by a schedule").isEqualTo(Outcome.COMPLETED);
        assertThat(again.outcome()).as("the approval is used up").isEqualTo(Outcome.HELD);
    }

    @Test
    @DisplayName("The digest is the same for the same plan, and another for another")
    void theDigestIsTheSameForTheSamePlan() {
        ScriptedDirectory directory = ScriptedDirectory.of(person("1", "ann"));
        SyncEngine engine =
                SyncEngine.builder("staff", directory, table(leavers(10, 20))).build();

        String first = engine.run().held().orElseThrow().digest();
        String second = engine.run().held().orElseThrow().digest();
        directory.hire(person("10", "leaver10"));
        String third = engine.run().held().orElseThrow().digest();

        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first);
    }

    @Test
    @DisplayName("A raised guard lets one run pass (R33)")
    void aRaisedGuardLetsOneRunPass() {
        SyncEngine engine = SyncEngine.builder(
                        "staff", ScriptedDirectory.of(person("1", "ann")), table(leavers(10, 20)))
                .build();

        assertThat(engine.run().outcome()).isEqualTo(Outcome.HELD);
        assertThat(raise(engine).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    private static SyncReport believe(SyncEngine engine) {
        SyncReport report =
                engine.run(RunRequest.by("jane").believingEmptySnapshot().raising(GuardKind.BLOCKS, Guard.off()));
        return report;
    }

    @Test
    @DisplayName("An approved empty snapshot is held once more by the guard; both can be allowed at once (R2, R33)")
    void anEmptySnapshotNeedsTwoYeses() {
        SyncEngine engine = SyncEngine.builder("staff", ScriptedDirectory.of(), table(leavers(10, 20)))
                .build();
        SyncReport empty = engine.run();
        SyncReport guard = approve(engine, empty.runId());
        SyncReport end = approve(engine, guard.runId());

        assertThat(empty.hold().orElseThrow().reason()).isEqualTo(Hold.Reason.EMPTY_SNAPSHOT);
        assertThat(guard.hold().orElseThrow().reason()).isEqualTo(Hold.Reason.GUARD);
        assertThat(end.outcome()).isEqualTo(Outcome.COMPLETED);
        SyncEngine other = SyncEngine.builder("staff", ScriptedDirectory.of(), table(leavers(10, 20)))
                .build();
        assertThat(believe(other).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("An approval ends when the held run's does, and is a fault of the configuration then (R33)")
    void anApprovalExpires() {
        SettableClock clock = SettableClock.at("2026-03-01T07:00:00Z");
        SyncEngine engine = SyncEngine.builder(
                        "staff", ScriptedDirectory.of(person("1", "ann")), table(leavers(10, 20)))
                .clock(clock)
                .build();
        SyncReport held = engine.run();
        clock.advance(Duration.ofDays(7));

        SyncReport late = approve(engine, held.runId());

        assertThat(late.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(late.message()).contains("could be approved until");
    }

    @Test
    @DisplayName("From one directory to another by a list: everybody keeps the account (R9, R46)")
    void fromOneDirectoryToAnother(@TempDir Path folder) throws IOException {
        Moving world = new Moving();
        Path file = Files.writeString(folder.resolve("to-entra.csv"), """
            existing_username,new_username,target_directory
            ann,ann@example.org,entra
            bob,bob@example.org,entra
            """);

        SyncEngine entra = world.entra;
        List<AccountActs.HandOver> lines =
                HandOverFile.read(file).stream().map(HandOver::toAct).toList();
        List<AccountActs.Result> rehearsal = entra.acts("jane").handOver(lines, true);
        List<AccountActs.Result> results = entra.acts("jane").handOver(lines, false);
        SyncReport report = entra.run();

        assertThat(rehearsal).isEqualTo(results).allMatch(AccountActs.Result::done);
        assertThat(report.figures().of(Count.LINKED)).isEqualTo(2);
        assertThat(report.figures().of(Count.CREATED)).isZero();
        assertThat(world.table.all()).hasSize(2).allMatch(Account::isActive);
        assertThat(world.table.find("ann@example.org").orElseThrow().externalId())
                .contains(ExternalId.of("entra-1"));

        SyncEngine ad = world.ad;
        Path back = Files.writeString(folder.resolve("to-ad.csv"), """
            existing_username,new_username,target_directory
            ann@example.org,ann,ad
            bob@example.org,bob,ad
            """);
        List<AccountActs.HandOver> linesBack =
                HandOverFile.read(back).stream().map(HandOver::toAct).toList();
        ad.acts("jane").handOver(linesBack, false);

        assertThat(ad.run().figures().of(Count.LINKED)).isEqualTo(2);
        assertThat(world.table.all()).hasSize(2).allMatch(Account::isActive);
    }

    @Test
    @DisplayName(
            "A sync before the list makes doubles where names differ, and rejects where they are the same (R10, R16)")
    void aSyncBeforeTheListMakesDoubles() {
        Moving differing = new Moving();
        differing.entra.run();
        assertThat(differing.table.all()).hasSize(4);

        Moving same = new Moving();
        same.directory.rename("entra-1", "ann").rename("entra-2", "bob");
        SyncReport report = same.entra.run();
        assertThat(report.rejected()).extracting(Step::refusal).containsOnly(RefusalCode.USERNAME_TAKEN);
        assertThat(same.table.all()).hasSize(2);
    }

    @Test
    @DisplayName("A wrong line is put right in two: local under the right name, then handed over again (R9, R46)")
    void aWrongLineIsPutRightInTwo() {
        Moving world = new Moving();
        AccountActs acts = world.entra.acts("jane");
        acts.handOver(List.of(line("ann", "anne@example.org", "entra")), false);

        AccountActs.Result refused = acts.handOver(List.of(line("anne@example.org", "ann@example.org", "entra")), false)
                .get(0);
        acts.handOver(List.of(line("anne@example.org", "ann@example.org", null)), false);
        acts.handOver(List.of(line("ann@example.org", null, "entra")), false);
        world.entra.run();

        assertThat(refused.done()).isFalse();
        assertThat(world.table.find("ann@example.org").orElseThrow().externalId())
                .contains(ExternalId.of("entra-1"));
    }

    @Test
    @DisplayName("A double gives its name and its id back in four lines, and the first account goes on (R9)")
    void aDoubleGivesItsNameAndIdBack() {
        Moving world = new Moving();
        world.entra.run();
        AccountId first = world.table.find("ann").orElseThrow().id();

        List<AccountActs.Result> results = world.entra
                .acts("jane")
                .handOver(
                        List.of(
                                line("ann@example.org", "ann.double", null),
                                line("ann.double", null, "entra"),
                                line("ann.double", null, null),
                                line("ann", "ann@example.org", "entra")),
                        false);
        world.entra.run();

        assertThat(results).allMatch(AccountActs.Result::done);
        Account kept = world.table.find("ann@example.org").orElseThrow();
        assertThat(kept.id()).isEqualTo(first);
        assertThat(kept.externalId()).contains(ExternalId.of("entra-1"));
        assertThat(world.table.find("ann.double").orElseThrow().externalId()).isEmpty();
    }

    @Test
    @DisplayName("A sync of the old directory after the list makes doubles where accounts were renamed (R10, R16)")
    void aSyncOfTheOldDirectoryAfterTheListMakesDoubles() {
        Moving renamed = new Moving();
        renamed.entra.acts("jane").handOver(renamed.lines("@example.org"), false);
        renamed.ad.run();
        assertThat(renamed.table.find("ann").orElseThrow().owner()).contains(DirectoryName.of("ad"));

        Moving kept = new Moving();
        kept.entra.acts("jane").handOver(kept.lines(""), false);
        assertThat(kept.ad.run().rejected()).extracting(Step::refusal).containsOnly(RefusalCode.USERNAME_TAKEN);
        assertThat(kept.table.all()).hasSize(2);
    }

    @Test
    @DisplayName(
            "Whoever was handed over and is claimed by nobody is blocked as removed, and comes back by a right name"
                    + " (R22, R25)")
    void whoeverIsClaimedByNobodyIsBlockedAndComesBack() {
        Moving world = new Moving();
        world.entra.acts("jane").handOver(world.lines("@example.com"), false);
        world.directory.leave("entra-1", "entra-2").hire(person("entra-3", "zoe@example.org"));
        world.entra.run();
        assertThat(world.table.find("ann@example.com").orElseThrow().blockReason())
                .contains(BlockReason.REMOVED_FROM_SCOPE);

        world.directory.hire(person("entra-1", "ann@example.com"));
        world.entra.run();
        assertThat(world.table.find("ann@example.com").orElseThrow().isActive()).isTrue();
    }

    @Test
    @DisplayName("With the same name of the directory and the same usernames one approval is enough (R15)")
    void withTheSameNameOneApprovalIsEnough() {
        InMemoryUserRepository table = table(account("old-1", "ann"), account("old-2", "bob"));
        SyncEngine engine = SyncEngine.builder(
                        "staff", ScriptedDirectory.of(person("new-1", "ann"), person("new-2", "bob")), table)
                .build();
        SyncReport held = engine.run();
        SyncReport report = approve(engine, held.runId());

        assertThat(held.hold().orElseThrow().reason()).isEqualTo(Hold.Reason.IDENTITY_SCHEME_CHANGED);
        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(table.find("ann").orElseThrow().externalId()).contains(ExternalId.of("new-1"));
    }

    /** Two people with accounts of the directory ad, who are in entra under longer names. */
    private static final class Moving {
        private final ScriptedDirectory directory =
                ScriptedDirectory.of(person("entra-1", "ann@example.org"), person("entra-2", "bob@example.org"));
        private final InMemoryUserRepository table = table(
                account("ad-1", "ann").ownedBy("ad"), account("ad-2", "bob").ownedBy("ad"));
        private final SyncEngine ad = SyncEngine.builder(
                        "ad", ScriptedDirectory.of(person("ad-1", "ann"), person("ad-2", "bob")), table)
                .build();
        private final SyncEngine entra =
                SyncEngine.builder("entra", directory, table).build();

        private List<AccountActs.HandOver> lines(String suffix) {
            return Stream.of("ann", "bob")
                    .map(name -> line(name, suffix.isEmpty() ? null : name + suffix, "entra"))
                    .toList();
        }
    }

    private static AccountActs.HandOver line(String existing, @Nullable String newName, @Nullable String target) {
        return new AccountActs.HandOver(
                Username.of(existing),
                newName == null ? null : Username.of(newName),
                target == null ? null : DirectoryName.of(target));
    }

    private static Row[] leavers(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> account(String.valueOf(number), "leaver" + number))
                .toArray(Row[]::new);
    }
}

package dev.rollcall.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.account.UserRepository;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.internal.planning.HashKey;
import dev.rollcall.internal.planning.PlanningContext;
import dev.rollcall.internal.planning.Reading;
import dev.rollcall.internal.spool.SpoolingWorkspace;
import dev.rollcall.internal.spool.Workspace;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.rules.reading.Entry;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.InMemoryRunJournal;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testkit.ScriptedDirectory;
import dev.rollcall.testkit.World;
import dev.rollcall.testkit.Worlds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Properties that hold in every world. Each test walks through 10,000 seeded worlds, or {@code -Drollcall.worlds=…},
 * and the day after each; a failure names the world, which {@code Worlds.random} makes again.
 * {@code -Drollcall.worlds.seed=…} begins elsewhere.
 */
class EveryWorldTest {

    private static final int WORLDS = Integer.getInteger("rollcall.worlds", 10_000);
    private static final long FIRST_SEED = Long.getLong("rollcall.worlds.seed", 1);
    private static final DirectoryName STAFF = DirectoryName.of(Accounts.DIRECTORY);

    /** The worlds know nothing of one another, so each core walks through a part of them. */
    private static void inEveryWorld(Consumer<World> property) {
        IntStream.range(0, WORLDS).parallel().forEach(i -> inWorld(i, property));
    }

    private static void inWorld(int i, Consumer<World> property) {
        long seed = FIRST_SEED + i;
        World world = Worlds.random(seed, 2 + i % 12);
        if (i % 3 == 2) {
            world = world.nextDay(seed);
        }
        try {
            property.accept(world);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + System.lineSeparator() + "in the world " + world, e);
        }
    }

    private static SyncEngine.Builder engine(World world, ScriptedDirectory directory, UserRepository repository) {
        return SyncEngine.builder(Accounts.DIRECTORY, directory, repository)
                .policy(world.policy())
                .licence(world.licence())
                .audit(new InMemoryAuditLog())
                .journal(new InMemoryRunJournal())
                .clock(world.clock())
                .lock(new LocalRunLock(world.clock()));
    }

    private static SyncReport run(World world, UserRepository repository) {
        return engine(world, world.provider(), repository).build().run();
    }

    /** What an outside eye sees of a table, whatever ids and versions new accounts were given. */
    private static Set<String> picture(InMemoryUserRepository table) {
        return table.all().stream().map(EveryWorldTest::picture).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String picture(Account account) {
        return account.username().value() + "|" + account.owner() + "|" + account.externalId() + "|"
                + account.externalIdOf()
                + "|" + account.status() + "|" + account.blockReason() + "|" + account.blockedSince() + "|"
                + account.absentSince() + "|" + account.fields();
    }

    /** What is written, in the order of writing; then what is only reported, in no particular order. */
    private static List<String> steps(SyncPlan plan) {
        List<String> written = new ArrayList<>();
        Set<String> reported = new TreeSet<>();
        plan.forEach(step -> {
            if (step.change() == null) {
                reported.add(step.toString());
            } else {
                written.add(step.toString());
            }
        });
        written.addAll(reported);
        return written;
    }

    @Test
    @DisplayName("R35: a second run over an unchanged world writes nothing")
    void aSecondRunWritesNothing() {
        inEveryWorld(world -> {
            InMemoryUserRepository table = world.table();
            SyncReport first = run(world, table);
            List<Account> after = table.all();
            SyncReport second = run(world, table);
            assertThat(table.all()).as("after %s and %s", first, second).isEqualTo(after);
            if (first.outcome().isFinished()) {
                assertThat(second.outcome()).as("second run").isEqualTo(first.outcome());
            }
        });
    }

    @Test
    @DisplayName("R36: the order of reading changes neither the plan nor the table")
    void theOrderOfReadingDoesNotMatter() {
        inEveryWorld(world -> {
            World other = world.inAnotherOrder(FIRST_SEED);
            Optional<SyncPlan> plan = planOf(world);
            Optional<SyncPlan> otherPlan = planOf(other);
            assertThat(otherPlan.map(EveryWorldTest::steps)).isEqualTo(plan.map(EveryWorldTest::steps));
            InMemoryUserRepository table = world.table();
            InMemoryUserRepository otherTable = other.table();
            Outcome outcome = run(world, table).outcome();
            assertThat(run(other, otherTable).outcome()).isEqualTo(outcome);
            assertThat(picture(otherTable)).isEqualTo(picture(table));
        });
    }

    private static Optional<SyncPlan> planOf(World world) {
        try {
            return Optional.of(world.reconciliation().plan());
        } catch (IllegalArgumentException e) {
            // A snapshot that cannot be believed has no plan (R6).
            return Optional.empty();
        }
    }

    @Test
    @DisplayName("R1: a read that dies at anybody, or claims a wrong completion, changes nothing")
    void anIncompleteReadChangesNothing() {
        inEveryWorld(world -> {
            SplittableRandom random = new SplittableRandom(world.toString().hashCode());
            ScriptedDirectory directory = world.provider();
            int place = random.nextInt(world.people().size() + 1);
            switch (random.nextInt(4)) {
                case 0 -> directory.claimsCompletionWith(world.people().size() + 1L);
                case 1 -> directory.returnsNoCompletion();
                case 2 -> directory.completesThenDies(new IllegalStateException("too late"));
                default -> directory.diesAt(place, new IllegalStateException("connection lost"));
            }
            InMemoryUserRepository table = world.table();
            List<Account> before = table.all();
            SyncReport report = engine(world, directory, table).build().run();
            assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(report.cause()).contains(FailureCause.SNAPSHOT_INCOMPLETE);
            assertThat(table.all()).isEqualTo(before);
        });
    }

    @Test
    @DisplayName("R32: the engine never grants a seat beyond the limit")
    void seatsNeverExceedTheLimit() {
        inEveryWorld(world -> {
            InMemoryUserRepository table = world.table();
            long before = table.activeAccounts();
            OptionalLong limit = limit(world);
            run(world, table);
            if (limit.isPresent()) {
                assertThat(table.activeAccounts()).isLessThanOrEqualTo(Math.max(limit.getAsLong(), before));
            }
        });
    }

    private static OptionalLong limit(World world) {
        try {
            OptionalLong limit = world.licence().seats();
            return limit.isPresent() && limit.getAsLong() < 0 ? OptionalLong.of(0) : limit;
        } catch (RuntimeException e) {
            return OptionalLong.of(0);
        }
    }

    @Test
    @DisplayName(
            "R10, R23, R26: local and foreign accounts, ignored people and manual blocks are not touched, and nothing is deleted")
    void nobodyElseIsTouched() {
        inEveryWorld(world -> {
            InMemoryUserRepository table = world.table();
            List<Account> before = table.all();
            run(world, table);
            for (Account account : before) {
                Account now =
                        table.load(Set.of(account.id()), Set.of("title", "mail", "teams", "tags", "nick")).stream()
                                .findFirst()
                                .orElseThrow(() -> new AssertionError("account " + account.id() + " is gone"));
                boolean ignored = account.externalId()
                        .filter(world.policy().ignored()::contains)
                        .isPresent();
                if (!account.isOwnedBy(STAFF) || ignored) {
                    assertThat(picture(now)).isEqualTo(picture(account));
                } else if (!account.isActive() && account.blockReason().isEmpty()) {
                    assertThat(now.status()).isEqualTo(account.status());
                    assertThat(now.blockReason()).isEmpty();
                } else if (account.isActive()
                        && world.policy().protectedAccounts().contains(account.id())) {
                    assertThat(now.isActive()).as("protected %s", account).isTrue();
                }
                account.blockReason()
                        .filter(BlockReason.MANUAL::equals)
                        .ifPresent(manual -> assertThat(now.blockReason()).contains(manual));
            }
        });
    }

    @Test
    @DisplayName("R41: the results of all people add up, and the counts are what the table shows")
    void theFiguresAddUp() {
        inEveryWorld(world -> {
            InMemoryUserRepository table = world.table();
            long accounts = table.all().size();
            long active = table.activeAccounts();
            Optional<SyncPlan> plan = planOf(world);
            SyncReport report = run(world, table);
            plan.ifPresent(made -> assertThat(report.figures().peopleRead())
                    .isEqualTo(made.summary().figures().peopleRead()));
            if (report.outcome().isFinished()) {
                assertThat(table.all())
                        .hasSize((int) (accounts + report.figures().of(Count.CREATED)));
                long net =
                        report.figures().of(Count.ACTIVATED) - report.figures().of(Count.BLOCKED);
                assertThat(table.activeAccounts() - active)
                        .isBetween(net, net + report.figures().of(Count.CREATED));
                plan.ifPresent(made ->
                        assertThat(report.figures()).isEqualTo(made.summary().figures()));
            }
        });
    }

    @Test
    @DisplayName("R38: a run that dies at any write, and then a run: the table is as an undisturbed run leaves it")
    void aCrashAtAnyWriteIsMadeGoodByTheNextRun() {
        inEveryWorld(world -> {
            InMemoryUserRepository undisturbed = world.table();
            SyncReport report = run(world, undisturbed);
            Set<String> wanted = picture(undisturbed);
            SplittableRandom random = new SplittableRandom(world.toString().hashCode());
            InMemoryUserRepository table = world.table();
            InMemoryRunJournal journal = new InMemoryRunJournal();
            CrashingRepository crashing = new CrashingRepository(
                    table, random.nextInt(1 + 2 * world.people().size()));
            SyncReport died = engine(world, world.provider(), crashing)
                    .journal(journal)
                    .build()
                    .run();
            SyncReport next = engine(world, world.provider(), table)
                    .journal(journal)
                    .build()
                    .run();
            assertThat(picture(table))
                    .as("undisturbed %s, after %s and %s", report, died, next)
                    .isEqualTo(wanted);
        });
    }

    @Test
    @DisplayName("R22, R5: nobody is blocked as removed whom the snapshot names, or while somebody is unidentified")
    void nobodyPresentIsRemoved() {
        inEveryWorld(world -> {
            Optional<SyncPlan> plan = planOf(world);
            Set<String> ids = world.people().stream()
                    .map(person -> person.externalId())
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            plan.ifPresent(made -> made.forEach(step -> {
                boolean removal = isRemoval(step);
                if (removal) {
                    assertThat(made.summary().removalsSuspended()).isFalse();
                    if (step.subject().externalId() != null) {
                        assertThat(ids)
                                .doesNotContain(step.subject().externalId().value());
                    }
                }
            }));
        });
    }

    private static boolean isRemoval(Step step) {
        return (step.kind() == StepKind.BLOCK || step.kind() == StepKind.CHANGE_REASON)
                && step.change() instanceof Change.Block block
                && block.reason() == BlockReason.REMOVED_FROM_SCOPE;
    }

    @Test
    @DisplayName("R36: lists and spool give the same steps, in the same order")
    void listsAndSpoolGiveTheSameSteps(@TempDir Path folder) {
        inEveryWorld(world -> {
            Optional<List<String>> spooled = spooledSteps(world, folder);
            assertThat(spooled).isEqualTo(planOf(world).map(EveryWorldTest::steps));
        });
        assertThat(folder).as("temporary files that are left").isEmptyDirectory();
    }

    /** Plans with so little memory that nearly everything goes through a file. */
    private static Optional<List<String>> spooledSteps(World world, Path folder) {
        try (Workspace workspace = new SpoolingWorkspace(folder, 64, 3)) {
            PlanningContext context = new PlanningContext(
                    STAFF,
                    world.policy(),
                    world.licence(),
                    world.table(),
                    world.now(),
                    world.policy().ignored(),
                    PlanningContext.KnownRefusals.NONE,
                    PlanningContext.Permissions.NONE,
                    workspace,
                    HashKey.FIXED,
                    () -> {});
            Reading reading = new Reading(context);
            reading.scan();
            RecordingSink sink = new RecordingSink();
            world.provider()
                    .read(
                            ReadRequest.of(STAFF, world.policy().attributes())
                                    .withGroups(world.policy().usesGroups()),
                            sink);
            sink.people().forEach(person -> reading.add(new Entry(person, null)));
            sink.unreadable().forEach(person -> reading.add(new Entry(person.known(), person.why())));
            if (reading.complete().isPresent()) {
                return Optional.empty();
            }
            return Optional.of(steps(reading.plan(List.of())));
        }
    }
}

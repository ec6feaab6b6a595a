package dev.rollcall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.internal.planning.HashKey;
import dev.rollcall.internal.planning.PlannedRun;
import dev.rollcall.internal.planning.PlanningContext;
import dev.rollcall.internal.planning.Reading;
import dev.rollcall.internal.spool.ListWorkspace;
import dev.rollcall.internal.spool.SpoolException;
import dev.rollcall.internal.spool.SpoolingWorkspace;
import dev.rollcall.internal.spool.Workspace;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.rules.reading.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R33: the same rules over lists and over a spool")
class SpoolAndListsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T07:00:00Z");

    private static final List<BlockReason> REASONS = List.of(BlockReason.values());

    private static final Policy POLICY = Policy.builder()
            .field("title", ValueSource.attribute("title"))
            .field("groups", ValueSource.groups(","))
            .field(
                    "all",
                    ValueSource.allValues("tel", ";"),
                    field -> field.asSensitive().maxLength(12))
            .grace(Duration.ofDays(3))
            .relinking(true)
            .recordUnchanged(true)
            .build();

    @TempDir
    Path folder;

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed + 1).limit(20);
    }

    private List<String> plan(long seed, Workspace workspace) {
        Random random = new Random(seed);
        InMemoryUserRepository table = new InMemoryUserRepository();
        for (int i = 0; i < 150; i++) {
            accountOf(i, random, table);
        }
        try (workspace) {
            Reading reading = new Reading(new PlanningContext(
                    Host.STAFF,
                    POLICY,
                    LicenceLimit.of(60),
                    table,
                    NOW,
                    Set.of(),
                    PlanningContext.KnownRefusals.NONE,
                    PlanningContext.Permissions.NONE,
                    workspace,
                    HashKey.FIXED,
                    () -> {}));
            reading.scan();
            for (int i = 0; i < 250; i++) {
                reading.add(entry(random));
            }
            reading.add(new Entry(DirectoryUser.active("last", "last").build(), null));
            assertThat(reading.complete()).isEmpty();
            PlannedRun plan = reading.plan(List.of("a warning"));
            List<String> steps = new ArrayList<>();
            plan.forEach(step -> steps.add(step + " " + step.change() + " " + step.refusal()));
            plan.forEachGuarded(item -> steps.add(item.toString()));
            steps.add(plan.summary().toString());
            steps.add(plan.explain("p17").toString());
            return steps;
        }
    }

    private static void accountOf(int number, Random random, InMemoryUserRepository table) {
        Account.Builder account = Account.builder("acc-" + number, "p" + number);
        if (random.nextInt(10) > 0) {
            account.owner(Host.STAFF);
        }
        if (random.nextInt(10) > 0) {
            account.externalId(ExternalId.of("id" + number)).formerOwner(Host.STAFF);
        }
        int status = random.nextInt(8);
        if (status < REASONS.size()) {
            account.blocked(REASONS.get(status), random.nextBoolean() ? NOW.minusSeconds(random.nextInt(100)) : null);
        }
        if (random.nextInt(5) == 0) {
            account.absentSince(NOW.minus(Duration.ofDays(random.nextInt(6))));
        }
        table.put(
                account.field("title", word(random)).field("all", word(random)).build());
    }

    private static String word(Random random) {
        return List.of("", "a", "b\u00E9", "a longer word", "\uD83D\uDE00").get(random.nextInt(5));
    }

    private static Entry entry(Random random) {
        int who = random.nextInt(200);
        DirectoryUser.Builder person = DirectoryUser.builder()
                .externalId(random.nextInt(30) == 0 ? null : "id" + who)
                .matchKey(random.nextInt(30) == 0 ? null : "p" + (who + random.nextInt(2)))
                .attribute("title", word(random))
                .groups(List.of("g" + random.nextInt(3)));
        for (int i = random.nextInt(3); i > 0; i--) {
            person.attribute("tel", word(random));
        }
        if (random.nextInt(10) > 0) {
            person.activity(random.nextInt(4) == 0 ? Activity.INACTIVE : Activity.ACTIVE);
        }
        return new Entry(person.build(), random.nextInt(40) == 0 ? "a short row" : null);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("R33: lists and spool give the same steps, guarded items, figures and explanations")
    void listsAndSpoolGiveTheSameSteps(long seed) throws IOException {
        List<String> lists = plan(seed, new ListWorkspace());

        assertThat(plan(seed, new SpoolingWorkspace(folder, 64, 4))).isEqualTo(lists);
        assertThat(plan(seed, new SpoolingWorkspace(folder, 1, 1))).isEqualTo(lists);
        assertThat(plan(seed, new SpoolingWorkspace(folder))).isEqualTo(lists);
        assertThat(lists).hasSizeGreaterThan(100);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    @DisplayName("R33: a folder that cannot be written is said, by its name and without anybody's data")
    void aFolderThatCannotBeWrittenIsSaid() {
        Path missing = folder.resolve("not-there");

        assertThatExceptionOfType(SpoolException.class)
                .isThrownBy(() -> plan(1, new SpoolingWorkspace(missing, 64, 4)))
                .withMessageContaining("not-there");
    }
}

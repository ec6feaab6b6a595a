package dev.rollcall.rulebook;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutId;
import static dev.rollcall.testkit.People.withoutKey;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.Reactivation;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.rules.Rule;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.People.Person;
import dev.rollcall.testkit.ScriptedDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlansTest {

    /** A world in which nearly every rule has something to say. */
    private static final List<Person> PEOPLE = List.of(
            person("1", "Anna").with("title", "b"),
            person("2", "cy"),
            person("3", "bob"),
            person("4", "dan").inactive(),
            person("5", "eve").unknown(),
            person("6", "fay"),
            person("7", "FAY"),
            withoutKey("8").inactive(),
            withoutId("nobody"),
            person("10", "gil").with("title", "x"),
            person("10", "gil").with("title", "y"),
            person("11", "hal").in("a"),
            person("11", "hal").in("b"),
            person("12", "ida"),
            person("13", "jon"),
            person("14", "zed"),
            person("15", "kim"),
            person("16", "again"),
            person("20", "r1"),
            person("21", "r2"),
            person("22", "s1"),
            person("23", "s2"));

    private static final List<Row> ACCOUNTS = List.of(
            account("1", "ann").with("title", "a"),
            account("2", "bob"),
            account("3", "cy"),
            account("4", "dan"),
            account("5", "eve").blocked(BlockReason.LICENCE_LIMIT),
            account("6", "six").blocked(BlockReason.REMOVED_FROM_SCOPE),
            account("8", "eight"),
            account("10", "gil").with("title", "x"),
            unlinked("ida"),
            account("13", "jon").blocked(BlockReason.LICENCE_LIMIT, "2025-01-01T00:00:00Z"),
            local("zed"),
            account("15", "kim").madeLocal(),
            account("99", "again").blocked(BlockReason.REMOVED_FROM_SCOPE),
            account("17", "gone"),
            account("20", "r2"),
            account("21", "r1"),
            account("22", "s2"),
            account("23", "s1"));

    private static Given world(List<Person> people, List<Row> accounts) {
        return Given.people(people)
                .accounts(accounts)
                .mapping("title")
                .policy(policy -> policy.field("groups", ValueSource.groups(","))
                        .relinking(true)
                        .recordUnchanged(true))
                .seats(12);
    }

    @Test
    @DisplayName("R34 A plan tells each account with its change, field by field, and the rule that asked for it")
    void aPlanTellsEverything() {
        var plan = world(PEOPLE, ACCOUNTS).plan();

        assertThat(plan)
                .updates("ann", "title")
                .from("a")
                .to("b")
                .because(Rule.R14)
                .renames("ann", "Anna")
                .blocks("dan")
                .because(Rule.R21);
        assertThat(Given.steps(plan)).allSatisfy(step -> {
            assertThat(step.reason()).isNotBlank();
            assertThat(step.refusal() != null).isEqualTo(step.kind().isFailure());
        });
        assertThat(plan.explain("ann").steps()).extracting(Step::rule).contains(Rule.R14);
    }

    @Test
    @DisplayName("R5, R12, R34 Of somebody who is rejected, a plan explains no status that they would have")
    void ofSomebodyWhoIsRejectedNoStatusIsExplained() {
        SyncPlan plan = Given.people(
                        person("1", "ann").inactive().with("title", "a"),
                        person("1", "ann").inactive().with("title", "b"),
                        person("2", "bob"))
                .accounts(account("1", "ann"), account("2", "bob"))
                .mapping("title")
                .plan();

        assertThat(plan.explain("ann").facts()).noneMatch(fact -> fact.startsWith("status"));
        assertThat(plan.explain("bob").facts()).anyMatch(fact -> fact.startsWith("status"));
    }

    @Test
    @DisplayName("R34 A plan can be read several times and says the same")
    void aPlanCanBeReadSeveralTimes() {
        SyncPlan plan = world(PEOPLE, ACCOUNTS).plan();

        assertThat(Given.steps(plan)).isEqualTo(Given.steps(plan)).isNotEmpty();
    }

    @Test
    @DisplayName("R34 A dry run writes nothing and asks for what the run then does")
    void aDryRunWritesNothing() {
        InMemoryUserRepository table = new InMemoryUserRepository();
        ACCOUNTS.forEach(row -> table.put(row.build()));
        InMemoryAuditLog audit = new InMemoryAuditLog();
        SyncEngine engine = SyncEngine.builder(
                        "staff", ScriptedDirectory.of(person("1", "anna"), person("2", "bob")), table)
                .audit(audit)
                .build();
        var before = table.all();

        try (SyncPlan plan = engine.plan()) {
            assertThat(plan).renames("ann", "anna").isNotEmpty();
        }

        assertThat(table.all()).isEqualTo(before);
        assertThat(audit.events()).isEmpty();
        assertThat(engine.lastRun()).isEmpty();
    }

    @Test
    @DisplayName("R35 An unchanged world is not written to")
    void anUnchangedWorldIsNotWrittenTo() {
        assertThat(Given.people(
                                person("1", "ann").with("title", "a"),
                                person("2", "bob").inactive(),
                                person("3", "cy").unknown(),
                                person("4", "dan"),
                                person("5", "eve"))
                        .accounts(
                                account("1", "ann").with("title", "a"),
                                account("2", "bob").blocked(BlockReason.INACTIVE_IN_DIRECTORY),
                                account("3", "cy").blocked(BlockReason.REMOVED_FROM_SCOPE),
                                account("4", "dan").blocked(BlockReason.MANUAL),
                                account("5", "eve").blocked(BlockReason.LICENCE_LIMIT),
                                account("6", "fay").blocked(BlockReason.REMOVED_FROM_SCOPE),
                                account("7", "gil").blocked(BlockReason.MANUAL).absentSince("2025-12-31T00:00:00Z"),
                                account("8", "hal").absentSince("2025-12-31T00:00:00Z"))
                        .mapping("title")
                        .policy(policy -> policy.grace(Duration.ofDays(9)))
                        .seats(1)
                        .plan())
                .isEmpty()
                .reportsNoFailure()
                .isNotHeld();
    }

    @Test
    @DisplayName("R35 Unchanged people have a step each only where the host asks for it")
    void unchangedPeopleHaveAStepOnlyWhereTheHostAsks() {
        Given same =
                Given.people(person("1", "ann"), person("2", "bob").inactive()).accounts(account("1", "ann"));

        assertThat(Given.steps(same.plan())).isEmpty();
        assertThat(same.policy(policy -> policy.recordUnchanged(true)).plan())
                .isEmpty()
                .hasExactly(StepKind.LEAVE, "ann", "bob");
    }

    @Test
    @DisplayName("R36 The order of reading does not matter")
    void theOrderOfReadingDoesNotMatter() {
        List<String> expected = outcome(world(PEOPLE, ACCOUNTS).plan());
        Figures figures = world(PEOPLE, ACCOUNTS).plan().summary().figures();
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Person> people = new ArrayList<>(PEOPLE);
            List<Row> accounts = new ArrayList<>(ACCOUNTS);
            Collections.shuffle(people, random);
            Collections.shuffle(accounts, random);

            SyncPlan plan = world(people, accounts).plan();

            assertThat(outcome(plan)).as("seed %d", seed).isEqualTo(expected);
            assertThat(plan.summary().figures()).as("seed %d", seed).isEqualTo(figures);
        }
    }

    /** Every step; the order among several rings of renames is free. */
    private static List<String> outcome(SyncPlan plan) {
        return Given.steps(plan).stream().map(Step::toString).sorted().toList();
    }

    @Test
    @DisplayName("R36 The order of writing does not depend on the order of reading")
    void theOrderOfWritingDoesNotDependOnTheOrderOfReading() {
        List<Person> people = new ArrayList<>();
        List<Row> accounts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            people.add(person("p" + i, "name" + (i + 1)).with("title", "t"));
            accounts.add(account("p" + i, "name" + i));
        }
        people.add(person("x", "new"));
        people.add(person("y", "newer"));
        accounts.add(account("z", "gone"));
        List<String> expected = written(people, accounts);
        for (long seed = 0; seed < 50; seed++) {
            Collections.shuffle(people, new Random(seed));
            Collections.shuffle(accounts, new Random(seed + 1));

            assertThat(written(people, accounts)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static List<String> written(List<Person> people, List<Row> accounts) {
        return Given.steps(world(people, accounts).plan()).stream()
                .filter(step -> step.change() != null)
                .map(Step::toString)
                .toList();
    }

    @Test
    @DisplayName("R36 Which of two differing rows comes first does not matter")
    void whichOfTwoDifferingRowsComesFirstDoesNotMatter() {
        Person ann = person("1", "ann");
        Person anna = person("1", "anna").inactive();
        Row account = account("1", "ann");

        assertThat(outcome(Given.people(ann, anna).accounts(account).plan()))
                .isEqualTo(outcome(Given.people(anna, ann).accounts(account).plan()));
    }

    @Test
    @DisplayName("R41 The results of the people read add up")
    void theResultsAddUp() {
        Figures figures = world(PEOPLE, ACCOUNTS).plan().summary().figures();

        long sum = 0;
        for (PersonResult result : PersonResult.values()) {
            sum += figures.of(result);
        }
        assertThat(figures.peopleRead()).isEqualTo(sum).isEqualTo(20);
    }

    @Test
    @DisplayName("R25 Only administrators bring accounts back: what a host may choose changes no other step")
    void aHostsChoiceChangesNoOtherStep() {
        var automatic = world(PEOPLE, ACCOUNTS).seats(100).plan();
        var byHand = world(PEOPLE, ACCOUNTS)
                .seats(100)
                .policy(policy -> policy.reactivation(Reactivation.ADMINISTRATORS_ONLY))
                .plan();

        assertThat(byHand).activates("jon").hasNo(StepKind.WAIT);
        assertThat(automatic).activates("jon").activates("acc-six");
        assertThat(Policy.ofDefaults().reactivation()).isEqualTo(Reactivation.AUTOMATIC);
    }
}

package dev.rollcall.rulebook;

import static dev.rollcall.account.BlockReason.INACTIVE_IN_DIRECTORY;
import static dev.rollcall.account.BlockReason.LICENCE_LIMIT;
import static dev.rollcall.account.BlockReason.MANUAL;
import static dev.rollcall.account.BlockReason.REMOVED_FROM_SCOPE;
import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutKey;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.Reactivation;
import dev.rollcall.rules.Rule;
import dev.rollcall.testkit.Accounts.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusTest {

    /** What is asked of an account: its state before, the person, whether a seat is free, who reactivates. */
    enum Who {
        ACTIVE,
        INACTIVE,
        UNKNOWN,
        ABSENT
    }

    static Stream<Arguments> matrix() {
        List<Arguments> rows = new ArrayList<>();
        for (boolean seat : new boolean[] {true, false}) {
            for (Reactivation reactivation : Reactivation.values()) {
                boolean automatic = reactivation == Reactivation.AUTOMATIC;
                String back = !automatic ? "nothing" : seat ? "activate R25" : "wait LICENCE_LIMIT R29";
                add(rows, seat, reactivation, "ACTIVE", "nothing", "block INACTIVE_IN_DIRECTORY R21", "nothing", "R22");
                add(rows, seat, reactivation, "MANUAL", "nothing", "nothing", "nothing", "nothing");
                add(rows, seat, reactivation, "UNNAMED", "nothing", "nothing", "nothing", "nothing");
                String waiting = seat ? "activate R24" : "wait R29";
                add(rows, seat, reactivation, "LICENCE_LIMIT", waiting, "INACTIVE", "nothing", "REMOVED");
                add(rows, seat, reactivation, "INACTIVE_IN_DIRECTORY", back, "nothing", "nothing", "REMOVED");
                add(rows, seat, reactivation, "REMOVED_FROM_SCOPE", back, "INACTIVE", "nothing", "nothing");
            }
        }
        return rows.stream();
    }

    private static void add(
            List<Arguments> rows, boolean seat, Reactivation reactivation, String before, String... expected) {
        int column = 0;
        for (Who who : Who.values()) {
            String brief = expected[column++];
            String step = switch (brief) {
                case "INACTIVE" -> "change reason INACTIVE_IN_DIRECTORY R26";
                case "REMOVED" -> "change reason REMOVED_FROM_SCOPE R26";
                case "R22" -> "block REMOVED_FROM_SCOPE R22";
                default -> brief;
            };
            rows.add(arguments(before, who, seat, reactivation, step));
        }
    }

    @ParameterizedTest(name = "{0}, person {1}, seat free {2}, {3}: {4}")
    @MethodSource("matrix")
    @DisplayName("R21 R22 R24 R25 R26 R29: every status, every person, with a seat and without")
    void everyStatus(String before, Who who, boolean seat, Reactivation reactivation, String expected) {
        Row row = account("1", "ann");
        Row ann = switch (before) {
            case "ACTIVE" -> row;
            case "UNNAMED" -> row.blockedByTheHost();
            default -> row.blocked(BlockReason.valueOf(before), "2025-06-01T00:00:00Z");
        };
        // Somebody else is there, so that the snapshot is neither empty nor without any activity.
        Given given = Given.people(person("8", "other"))
                .accounts(account("8", "other"), local("root"), ann)
                .policy(policy -> policy.reactivation(reactivation))
                .seats(seat ? 10 : 2);
        switch (who) {
            case ACTIVE -> given.and(person("1", "ann").build());
            case INACTIVE -> given.and(person("1", "ann").inactive().build());
            case UNKNOWN -> given.and(person("1", "ann").unknown().build());
            case ABSENT -> {}
        }

        assertThat(text(given.plan())).isEqualTo(expected);
    }

    private static String text(SyncPlan plan) {
        List<String> texts = Given.steps(plan).stream()
                .map(step -> words(step) + reason(step.change()) + " " + step.rule())
                .toList();
        return texts.isEmpty() ? "nothing" : String.join(", ", texts);
    }

    private static String words(Step step) {
        return step.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String reason(@Nullable Change change) {
        return change instanceof Change.Block block ? " " + block.reason() : "";
    }

    @Nested
    @DisplayName("R16 Active and without account: created")
    class R16 {

        @Test
        void withItsUsernameAndId() {
            var plan = Given.people(person("1", "Ann")).plan();

            assertThat(plan).creates("Ann").because(Rule.R16).counts(PersonResult.IMPORTED, 1);
            Change.Create create = (Change.Create) Given.steps(plan).get(0).change();
            assertThat(create.username().value()).isEqualTo("Ann");
            assertThat(create.externalId().value()).isEqualTo("1");
            assertThat(create.owner().value()).isEqualTo("staff");
            assertThat(create.waitingSince()).isNull();
        }

        @Test
        void butNotWhileTheirIdIsOnTheIgnoreList() {
            assertThat(Given.people(person("1", "ann"), person("2", "bob"))
                            .ignoring("1")
                            .plan())
                    .hasExactly(StepKind.CREATE, "bob")
                    .leavesAlone("ann")
                    .counts(PersonResult.IGNORED, 1);
        }

        @Test
        void theIgnoredAreLeftAloneAccountAndAllReadUnreadableOrAbsent() {
            assertThat(Given.people(person("1", "anna").inactive(), person("9", "nina"))
                            .unreadable(withoutKey("2").inactive())
                            .accounts(
                                    account("1", "ann"),
                                    account("2", "bob"),
                                    account("3", "cy"),
                                    account("4", "dan").blocked(LICENCE_LIMIT),
                                    account("9", "nina"))
                            .ignoring("1")
                            .ignoring("2")
                            .ignoring("3")
                            .ignoring("4")
                            .plan())
                    .isEmpty()
                    .reportsNoFailure()
                    .counts(PersonResult.IGNORED, 2)
                    .counts(PersonResult.UNCHANGED, 1);
        }

        @Test
        void rowsThatDifferAreIgnoredTooAndThePolicyCanIgnore() {
            assertThat(Given.people(person("1", "ann"), person("1", "anna"))
                            .policy(policy -> policy.ignore(List.of(ExternalId.of("1"))))
                            .plan())
                    .isEmpty()
                    .reportsNoFailure()
                    .counts(PersonResult.IGNORED, 1);
        }
    }

    @Test
    @DisplayName("R17 Inactive and without account: nothing")
    void inactiveAndWithoutAccount() {
        assertThat(Given.people(
                                person("1", "ann").inactive(),
                                person("2", "zed").inactive())
                        .accounts(local("zed"))
                        .plan())
                .isEmpty()
                .reportsNoFailure()
                .counts(PersonResult.NOT_PROVISIONED, 2);
    }

    @Test
    @DisplayName("R21 and R22 tell how to keep an account that an administrator activated")
    void theAuditTellsHowToKeepIt() {
        assertThat(Given.people(person("1", "ann").inactive())
                        .accounts(account("1", "ann"), account("2", "bob"))
                        .plan())
                .blocks("ann")
                .saying("make it local")
                .blocks("bob")
                .saying("make it local");
    }

    @Test
    @DisplayName("R23 Nothing is ever deleted: no change says so")
    void nothingIsEverDeleted() {
        assertThat(Change.Kind.values())
                .extracting(Enum::name)
                .containsExactly("CREATE", "BLOCK", "ACTIVATE", "UPDATE", "RENAME_CYCLE", "REASSIGN");
    }

    @Test
    @DisplayName("R26 A relabelled block begins now, and its fields follow")
    void aRelabelledBlockBeginsNow() {
        var plan = Given.people(person("1", "ann").inactive().with("title", "b"))
                .accounts(account("1", "ann").with("title", "a").blocked(LICENCE_LIMIT, "2025-01-01T00:00:00Z"))
                .mapping("title")
                .at("2026-02-03T04:05:06Z")
                .plan();

        assertThat(plan)
                .changesReason("ann")
                .to(INACTIVE_IN_DIRECTORY)
                .updates("ann", "title")
                .to("b")
                .counts(Count.REASONS_CHANGED, 1)
                .counts(Count.BLOCKED, 0);
        assertThat(((Change.Block) Given.steps(plan).get(0).change()).since())
                .isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
    }

    @Test
    @DisplayName("R26 The fields of a manually blocked account follow")
    void theFieldsOfAManuallyBlockedAccountFollow() {
        assertThat(Given.people(person("1", "anna").with("title", "b"))
                        .accounts(account("1", "ann").with("title", "a").blocked(MANUAL))
                        .mapping("title")
                        .plan())
                .hasExactly(StepKind.UPDATE, "1")
                .updates("ann", "title")
                .to("b")
                .renames("ann", "anna")
                .hasNo(StepKind.ACTIVATE, StepKind.CHANGE_REASON);
    }

    @Nested
    @DisplayName("R27 A protected account is not blocked")
    class R27 {

        private Given protecting(Given given) {
            return given.policy(policy -> policy.protect(List.of(AccountId.of("acc-ann"))));
        }

        @Test
        void forAbsence() {
            assertThat(protecting(Given.people(person("2", "bob")).accounts(account("1", "ann"), account("2", "bob")))
                            .plan())
                    .isEmpty()
                    .vetoes("ann")
                    .because(Rule.R27)
                    .counts(Count.VETOED, 1)
                    .counts(Count.REMOVED, 0);
        }

        @Test
        void forInactivityWhileTheRestIsDone() {
            assertThat(protecting(Given.people(person("1", "ann").inactive().with("title", "b"))
                                    .accounts(account("1", "ann").with("title", "a"))
                                    .mapping("title"))
                            .plan())
                    .vetoes("ann")
                    .updates("ann", "title")
                    .to("b")
                    .hasNo(StepKind.BLOCK)
                    .counts(PersonResult.FAILED, 1);
        }

        @Test
        void butOneThatIsBlockedIsRelabelled() {
            assertThat(protecting(Given.people(person("2", "bob"))
                                    .accounts(account("1", "ann").blocked(LICENCE_LIMIT), account("2", "bob")))
                            .plan())
                    .changesReason("ann")
                    .to(REMOVED_FROM_SCOPE)
                    .hasNo(StepKind.VETO);
        }
    }
}

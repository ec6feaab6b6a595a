package dev.rollcall.testkit;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.accounts;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.people;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutId;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.Reconciliation;
import dev.rollcall.account.BlockReason;
import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.FieldMapping;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.rules.Rule;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.People.Person;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Each assertion passes where it should, and fails where it should with a message that helps. */
class PlanAssertTest {

    private static final Policy POLICY = Policy.builder()
            .field("title", ValueSource.attribute("title"))
            .field("mail", ValueSource.attribute("mail"), FieldMapping::asSensitive)
            .protect(List.of(AccountId.of("acc-admin")))
            .build();

    private static Reconciliation reconciliation(Policy policy, List<Person> people, Row... rows) {
        return Reconciliation.of("staff", policy).people(people(people)).accounts(accounts(rows));
    }

    private static SyncPlan plan(List<Person> people, Row... rows) {
        return reconciliation(POLICY, people, rows).plan();
    }

    private static void assertFails(ThrowingCallable assertion, String... parts) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(assertion)
                .withMessageContainingAll(parts)
                .withMessageContaining("The whole plan:");
    }

    private static List<Person> nobody() {
        return List.of();
    }

    @Test
    void seesWhoIsBlockedAndWhy() {
        SyncPlan plan = plan(List.of(person("1", "ann")), account("1", "ann"), account("2", "bob"));
        assertThat(plan)
                .blocks("bob")
                .because(Rule.R22)
                .blocks("2", BlockReason.REMOVED_FROM_SCOPE)
                .blocks("acc-bob")
                .leavesAlone("ann");
        assertFails(
                () -> assertThat(plan).blocks("ann"),
                "Expected the plan to block 'ann', but it has no step about 'ann'.",
                "BLOCK 'bob' (external id 2, account acc-bob)",
                "1 people read: 1 unchanged");
        assertFails(
                () -> assertThat(plan).blocks("bob").because(Rule.R21),
                "to block 'bob' because of R21, but it has:",
                "(R22)");
        assertFails(
                () -> assertThat(plan).blocks("bob", BlockReason.INACTIVE_IN_DIRECTORY),
                "for the reason INACTIVE_IN_DIRECTORY");
        assertFails(
                () -> assertThat(plan).creates("bob"), "to create 'bob', but about 'bob' it has only:", "BLOCK 'bob'");
        assertFails(() -> assertThat(plan).leavesAlone("bob"), "to leave 'bob' alone, but it has:", "BLOCK 'bob'");
    }

    @Test
    void findsASubjectByUsernameWhateverItsSpelling() {
        assertThat(plan(nobodyBut("1", "ann"), account("1", "ann"), account("2", "J\u00FCrgen")))
                .blocks("JU\u0308RGEN");
    }

    private static List<Person> nobodyBut(String externalId, String matchKey) {
        return List.of(person(externalId, matchKey));
    }

    @Test
    void seesWhoIsCreatedWithWhat() {
        SyncPlan plan = plan(List.of(person("1", "newbie").with("title", "x").with("mail", "secret@home")));
        assertThat(plan)
                .creates("newbie")
                .with("title", "x")
                .with("mail", "secret@home")
                .because(Rule.R16);
        assertFails(() -> assertThat(plan).creates("newbie").with("title", "y"), "with 'title' becoming 'y'");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(plan).creates("newbie").with("mail", "guess@home"))
                .withMessageContaining("with 'mail' becoming ***")
                .withMessageContaining("mail: (none) -> ***")
                .withMessageNotContaining("guess@home")
                .withMessageNotContaining("secret@home");
    }

    @Test
    void seesWhoIsActivatedAndWhoWaits() {
        SyncPlan plan = reconciliation(
                        POLICY,
                        List.of(person("1", "ret"), person("2", "newbie")),
                        account("1", "ret").blocked(BlockReason.REMOVED_FROM_SCOPE))
                .licence(LicenceLimit.of(1))
                .plan();
        assertThat(plan)
                .activates("ret")
                .because(Rule.R25)
                .waitsForLicence("newbie")
                .because(Rule.R29)
                .counts(PersonResult.WAITING_FOR_LICENCE, 1);
        assertFails(() -> assertThat(plan).activates("newbie"), "to activate 'newbie'", "WAIT 'newbie'");
        assertFails(() -> assertThat(plan).waitsForLicence("ret"), "to let 'ret' wait for a licence", "ACTIVATE 'ret'");
    }

    @Test
    void seesFieldsChange() {
        SyncPlan plan = plan(
                List.of(person("1", "ann").with("title", "b").with("mail", "new@home"), person("2", "bob")),
                account("1", "ann").with("title", "a").with("mail", "old@home"),
                account("2", "bob").with("title", "c"));
        assertThat(plan)
                .updates("ann", "title")
                .from("a")
                .to("b")
                .because(Rule.R18)
                .updates("ann", "mail")
                .from("old@home")
                .clears("bob", "title")
                .keeps("bob", "mail");
        assertFails(() -> assertThat(plan).updates("ann", "title").from("z"), "to change 'title' of 'ann' from 'z'");
        assertFails(() -> assertThat(plan).updates("ann", "title").to("z"), "to change 'title' of 'ann' to 'z'");
        assertFails(() -> assertThat(plan).updates("bob", "mail"), "to change 'mail' of 'bob'");
        assertFails(() -> assertThat(plan).clears("ann", "title"), "to clear 'title' of 'ann'");
        assertFails(() -> assertThat(plan).keeps("ann", "title"), "to keep 'title' of 'ann', but it has:");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(plan).updates("ann", "mail").to("guess@home"))
                .withMessageContaining("to ***")
                .withMessageNotContaining("@home");
    }

    @Test
    void seesRenamesAndLinks() {
        SyncPlan plan = plan(List.of(person("1", "anna"), person("2", "bob")), account("1", "ann"), unlinked("bob"));
        assertThat(plan).renames("ann", "anna").because(Rule.R14).links("bob").because(Rule.R9);
        assertFails(() -> assertThat(plan).renames("ann", "Anna"), "to rename 'ann' to 'Anna'", "'ann' -> 'anna'");
        assertFails(() -> assertThat(plan).links("ann"), "to link 'ann'");
        assertFails(() -> assertThat(plan).relinks("bob", "2"), "to relink 'bob' to '2'");
    }

    @Test
    void seesRelinks() {
        Policy relinking = Policy.builder().relinking(true).build();
        SyncPlan plan = reconciliation(
                        relinking,
                        List.of(person("9", "ann"), person("2", "bob"), person("3", "cleo")),
                        account("1", "ann"),
                        account("2", "bob"),
                        account("3", "cleo"))
                .plan();
        assertThat(plan).relinks("ann", "9").because(Rule.R11);
        assertFails(() -> assertThat(plan).relinks("ann", "8"), "to relink 'ann' to '8'");
        assertFails(() -> assertThat(plan).links("ann"), "to link 'ann'");
    }

    @Test
    void seesAbsencesNotedAndForgotten() {
        Policy patient = Policy.builder().grace(Duration.ofDays(3)).build();
        SyncPlan plan = reconciliation(
                        patient,
                        List.of(person("1", "ann")),
                        account("1", "ann").absentSince("2025-12-31T07:00:00Z"),
                        account("2", "bob"))
                .plan();
        assertThat(plan).notesAbsence("bob").forgetsAbsence("ann").because(Rule.R22);
        assertFails(() -> assertThat(plan).notesAbsence("ann"), "to note the absence of 'ann'");
        assertFails(() -> assertThat(plan).forgetsAbsence("bob"), "to forget the absence of 'bob'");
    }

    @Test
    void seesReasonsChange() {
        SyncPlan plan = plan(
                List.of(person("1", "ann").inactive(), person("2", "bob")),
                account("1", "ann").blocked(BlockReason.LICENCE_LIMIT),
                account("2", "bob"));
        assertThat(plan)
                .changesReason("ann")
                .to(BlockReason.INACTIVE_IN_DIRECTORY)
                .because(Rule.R26);
        assertFails(
                () -> assertThat(plan).changesReason("ann").to(BlockReason.MANUAL),
                "to change the block reason of 'ann' for the reason MANUAL");
        assertFails(() -> assertThat(plan).blocks("ann"), "to block 'ann'", "CHANGE_REASON 'ann'");
    }

    @Test
    void seesRejectionsRefusalsAndVetoes() {
        SyncPlan plan = plan(
                List.of(
                        person("1", "zed"),
                        person("2", "root"),
                        person("3", "admin").inactive()),
                account("1", "ann"),
                local("zed"),
                local("root"),
                account("3", "admin"));
        assertThat(plan)
                .refuses("ann")
                .with(RefusalCode.USERNAME_TAKEN)
                .saying("belongs to an account that keeps it")
                .rejects("root")
                .because(Rule.R10)
                .with(RefusalCode.USERNAME_TAKEN)
                .vetoes("admin")
                .because(Rule.R27)
                .leavesAlone("acc-root");
        assertFails(
                () -> assertThat(plan).rejects("root").with(RefusalCode.IDENTITY_MISMATCH),
                "to reject 'root' with IDENTITY_MISMATCH");
        assertFails(() -> assertThat(plan).rejects("ann"), "to reject 'ann'", "REFUSE 'ann'");
        assertFails(() -> assertThat(plan).refuses("admin"), "to refuse something to 'admin'", "VETO 'admin'");
        assertFails(() -> assertThat(plan).vetoes("ann"), "to veto the block of 'ann'");
        assertFails(() -> assertThat(plan).refuses("ann").saying("nonsense"), "saying 'nonsense'");
        assertFails(() -> assertThat(plan).refuses("ann").standing(), "as in the last run");
        assertFails(() -> assertThat(plan).reportsNoFailure(), "to report no failure, but it has:", "REJECT 'root'");
    }

    @Test
    void whatIsSaidOfAStepMustAllBeTrueOfOneStep() {
        Policy strict = Policy.builder()
                .field("title", ValueSource.attribute("title"), mapping -> mapping.maxLength(3))
                .build();
        SyncPlan plan = reconciliation(
                        strict,
                        List.of(person("1", "zed").with("title", "too long")),
                        account("1", "ann"),
                        local("zed"))
                .plan();
        assertThat(plan)
                .refuses("ann")
                .because(Rule.R14)
                .refuses("ann")
                .because(Rule.R20)
                .with(RefusalCode.VALUE_REJECTED);
        assertFails(
                () -> assertThat(plan).refuses("ann").because(Rule.R14).with(RefusalCode.VALUE_REJECTED),
                "with VALUE_REJECTED");
    }

    @Test
    void seesWhetherAnythingIsWritten() {
        SyncPlan idle = plan(List.of(person("1", "ann"), person("2", "root")), account("1", "ann"), local("root"));
        assertThat(idle).isEmpty().rejects("root");
        assertFails(() -> assertThat(idle).isNotEmpty(), "to write something, but it writes nothing.");
        SyncPlan busy = plan(List.of(person("1", "ann")));
        assertThat(busy).isNotEmpty().reportsNoFailure();
        assertFails(() -> assertThat(busy).isEmpty(), "to write nothing, but it has:", "CREATE 'ann'");
    }

    @Test
    void aPlanWithoutStepsSaysSo() {
        SyncPlan idle = plan(List.of(person("1", "ann")), account("1", "ann"));
        assertFails(() -> assertThat(idle).isNotEmpty(), "(no step)", "1 people read: 1 unchanged");
    }

    @Test
    void seesStepsOfAKindInTheirOrder() {
        SyncPlan plan = plan(List.of(person("1", "bob"), person("2", "ann")));
        assertThat(plan)
                .hasExactly(StepKind.CREATE, "ann", "bob")
                .hasExactly(StepKind.BLOCK)
                .hasNo(StepKind.BLOCK, StepKind.UPDATE);
        assertFails(() -> assertThat(plan).hasExactly(StepKind.CREATE, "bob", "ann"), "in this order: [bob, ann]");
        assertFails(() -> assertThat(plan).hasExactly(StepKind.CREATE, "ann"), "exactly these steps of CREATE");
        assertFails(() -> assertThat(plan).hasExactly(StepKind.BLOCK, "ann"), "it has none");
        assertFails(() -> assertThat(plan).hasNo(StepKind.CREATE), "to have no step of [CREATE]");
    }

    @Test
    void seesWhetherItIsHeld() {
        SyncPlan held = plan(nobody(), account("1", "ann"));
        assertThat(held).isHeld(Hold.Reason.EMPTY_SNAPSHOT);
        assertFails(() -> assertThat(held).isNotHeld(), "not to be held, but it would be: EMPTY_SNAPSHOT");
        assertFails(() -> assertThat(held).isHeld(Hold.Reason.GUARD), "to be held for GUARD", "EMPTY_SNAPSHOT");
        SyncPlan free = plan(List.of(person("1", "ann")));
        assertThat(free).isNotHeld();
        assertFails(() -> assertThat(free).isHeld(Hold.Reason.GUARD), "it would not be held");
    }

    @Test
    void seesAGuard() {
        Policy guarded =
                Policy.builder().guard(GuardKind.BLOCKS, new Guard(0, 0)).build();
        assertThat(reconciliation(guarded, List.of(person("1", "ann")), account("1", "ann"), account("2", "bob"))
                        .plan())
                .isHeld(Hold.Reason.GUARD)
                .blocks("bob");
    }

    @Test
    void seesWhetherRemovalsAreSuspended() {
        SyncPlan suspended = plan(List.of(withoutId("ann"), person("2", "bob")), account("1", "ann"));
        assertThat(suspended).suspendsRemovals().leavesAlone("acc-ann");
        assertFails(() -> assertThat(suspended).doesNotSuspendRemovals(), "not to suspend removals, but it does");
        SyncPlan usual = plan(List.of(person("1", "ann")));
        assertThat(usual).doesNotSuspendRemovals();
        assertFails(() -> assertThat(usual).suspendsRemovals(), "to suspend removals, but it does not");
    }

    @Test
    void seesWarnings() {
        SyncPlan warned = plan(List.of(person("1", "ann")), account("1", "ann").with("title", "x"));
        assertThat(warned).hasWarning("ATTRIBUTE_NEVER_SEEN");
        assertFails(() -> assertThat(warned).hasWarning("nonsense"), "a warning that contains 'nonsense'", "[title]");
        assertFails(() -> assertThat(warned).hasNoWarnings(), "to have no warning");
        SyncPlan quiet = plan(List.of(person("1", "ann")));
        assertThat(quiet).hasNoWarnings();
    }

    @Test
    void seesTheFigures() {
        SyncPlan plan = plan(List.of(person("1", "ann"), person("2", "bob")), account("2", "bob"));
        assertThat(plan)
                .counts(PersonResult.IMPORTED, 1)
                .counts(PersonResult.UNCHANGED, 1)
                .counts(Count.CREATED, 1)
                .counts(Count.BLOCKED, 0);
        assertFails(() -> assertThat(plan).counts(PersonResult.IMPORTED, 2), "to count 2 IMPORTED, but it counts 1.");
        assertFails(() -> assertThat(plan).counts(Count.CREATED, 0), "to count 0 CREATED, but it counts 1.");
    }

    @Test
    void keepsADescriptionAlongTheChain() {
        SyncPlan plan = plan(List.of(person("1", "ann")));
        assertFails(
                () -> assertThat(plan)
                        .as("world 42")
                        .creates("ann")
                        .because(Rule.R16)
                        .blocks("ann"),
                "[world 42]");
    }

    @Test
    void aPlanThatIsNullFails() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat((SyncPlan) null).isEmpty());
    }

    @Test
    void isReachedBesideTheAssertionsOfAssertJ() {
        assertThat("a text").isNotEmpty();
        assertThat(plan(List.of(person("1", "ann")))).isNotEmpty();
    }
}

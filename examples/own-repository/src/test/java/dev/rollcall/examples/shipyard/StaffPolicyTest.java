package dev.rollcall.examples.shipyard;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.accounts;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.People.people;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;

import dev.rollcall.Reconciliation;
import dev.rollcall.account.BlockReason;
import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.Rule;
import dev.rollcall.testkit.Accounts.Row;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the yard wants of its sync, as sentences. */
class StaffPolicyTest {

    private static final Policy POLICY = StaffPolicy.protecting(List.of(AccountId.of("7")));

    private static Reconciliation yard() {
        return Reconciliation.of("staff", POLICY);
    }

    @Test
    void aNewWelderGetsAnAccountAndTheHarbourOfficeIsLeftAlone() {
        SyncPlan plan = yard().people(people(person("1", "ola").with("title", "Welder")))
                .accounts(accounts(local("harbour")))
                .plan();

        assertThat(plan)
                .creates("ola")
                .with("title", "Welder")
                .because(Rule.R16)
                .leavesAlone("harbour");
    }

    @Test
    void aWelderWhoMarriesKeepsTheAccountUnderTheNewName() {
        SyncPlan plan = yard().people(people(person("1", "kari.berg").with("name", "Kari Berg")))
                .accounts(accounts(account("1", "kari.lund").with("fullName", "Kari Lund")))
                .plan();

        assertThat(plan)
                .renames("kari.lund", "kari.berg")
                .because(Rule.R14)
                .updates("kari.lund", "fullName")
                .from("Kari Lund")
                .to("Kari Berg");
    }

    @Test
    void aContractorsFirmIsNotForgottenWhenTheOfficeDropsIt() {
        SyncPlan plan = yard().people(people(person("1", "ola").with("title", "Rigger")))
                .accounts(accounts(account("1", "ola").with("title", "Rigger").with("employer", "Nordic Rigging")))
                .plan();

        assertThat(plan).keeps("ola", "employer").isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsRefusedAndTheOldOneStays() {
        SyncPlan plan = yard().people(people(person("1", "ola").with("mail", "ask at the gate")))
                .accounts(accounts(account("1", "ola").with("email", "ola@yard.example")))
                .plan();

        assertThat(plan)
                .refuses("ola")
                .with(RefusalCode.VALUE_REJECTED)
                .because(Rule.R20)
                .keeps("ola", "email");
    }

    @Test
    void whoeverIsMissingIsNotedFirstAndBlockedAfterThreeDays() {
        Instant monday = Instant.parse("2026-03-02T06:00:00Z");
        Row ola = account("1", "ola");

        SyncPlan first = yard().people(people(person("2", "per")))
                .accounts(accounts(ola, account("2", "per")))
                .at(monday)
                .plan();
        assertThat(first).notesAbsence("ola").because(Rule.R22).hasNo(StepKind.BLOCK);

        SyncPlan third = yard().people(people(person("2", "per")))
                .accounts(accounts(ola.absentSince(monday), account("2", "per")))
                .at(monday.plus(StaffPolicy.GRACE))
                .plan();
        assertThat(third).blocks("ola", BlockReason.REMOVED_FROM_SCOPE).because(Rule.R22);
    }

    @Test
    void whoeverIsDismissedIsBlockedTheSameNight() {
        SyncPlan plan = yard().people(people(person("1", "ola").inactive(), person("2", "per")))
                .accounts(accounts(account("1", "ola"), account("2", "per")))
                .plan();

        assertThat(plan)
                .blocks("ola", BlockReason.INACTIVE_IN_DIRECTORY)
                .because(Rule.R21)
                .leavesAlone("per");
    }

    @Test
    void whoeverComesBackIsLetInByAnAdministratorOnly() {
        SyncPlan plan = yard().people(people(person("1", "ola").with("title", "Foreman")))
                .accounts(accounts(account("1", "ola").blocked(BlockReason.REMOVED_FROM_SCOPE)))
                .plan();

        assertThat(plan).updates("ola", "title").to("Foreman").hasNo(StepKind.ACTIVATE);
    }

    @Test
    void theLastAdministratorStaysWhateverTheDirectorySays() {
        SyncPlan plan = yard().people(people(person("1", "ingrid").inactive(), person("2", "per")))
                .accounts(accounts(account("1", "ingrid").id("7"), account("2", "per")))
                .plan();

        assertThat(plan).vetoes("ingrid").with(RefusalCode.PROTECTED).because(Rule.R27);
    }

    @Test
    void withoutASeatANewcomerWaitsAndNobodyIsThrownOut() {
        SyncPlan plan = yard().people(people(person("1", "ola"), person("2", "per")))
                .accounts(accounts(account("1", "ola"), local("harbour")))
                .licence(LicenceLimit.of(2))
                .plan();

        assertThat(plan)
                .waitsForLicence("per")
                .because(Rule.R29)
                .leavesAlone("ola")
                .leavesAlone("harbour");
    }

    @Test
    void aDockThatVanishesOvernightIsHeld() {
        List<Row> dock = IntStream.rangeClosed(1, 20)
                .mapToObj(number ->
                        account(String.valueOf(number), "welder" + number).absentSince("2026-03-02T06:00:00Z"))
                .toList();

        SyncPlan plan = yard().people(people(person("21", "ola")))
                .accounts(accounts(dock))
                .at(Instant.parse("2026-03-09T06:00:00Z"))
                .plan();

        assertThat(plan).isHeld(Hold.Reason.GUARD);
    }
}

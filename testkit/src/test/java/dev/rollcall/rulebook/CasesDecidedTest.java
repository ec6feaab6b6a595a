package dev.rollcall.rulebook;

import static dev.rollcall.account.BlockReason.INACTIVE_IN_DIRECTORY;
import static dev.rollcall.account.BlockReason.LICENCE_LIMIT;
import static dev.rollcall.account.BlockReason.REMOVED_FROM_SCOPE;
import static dev.rollcall.policy.ValueSource.attribute;
import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutKey;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;

import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Reactivation;
import dev.rollcall.rules.Rule;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The table "Cases decided" of the rulebook, line by line; those that need a run are in {@link CasesDecidedInRunsTest}.
 */
class CasesDecidedTest {

    @Test
    @DisplayName("`1:` without key, inactive; `[1 ann]`: rejected and ann blocked INACTIVE_IN_DIRECTORY (R5, R21)")
    void rejectedAndInactive() {
        assertThat(Given.people(withoutKey("1").inactive())
                        .accounts(account("1", "ann"))
                        .plan())
                .rejects("1")
                .blocks("ann", INACTIVE_IN_DIRECTORY)
                .because(Rule.R21);
    }

    @Test
    @DisplayName("`1:ann` inactive and `9:ann` active; `[1 ann]`: ann blocked; 9 DUPLICATE_MATCH_KEY (R12, R21)")
    void rehiredUnderANewId() {
        assertThat(Given.people(person("1", "ann").inactive(), person("9", "ann"))
                        .accounts(account("1", "ann"))
                        .plan())
                .blocks("acc-ann", INACTIVE_IN_DIRECTORY)
                .rejects("9")
                .with(RefusalCode.DUPLICATE_MATCH_KEY)
                .hasNo(StepKind.CREATE, StepKind.UPDATE);
    }

    @Test
    @DisplayName(
            "`1:zed` inactive, title changed; `[1 ann]`, `local[zed]`: stays ann, title, blocked; failed (R14, R21)")
    void nameTakenAndInactive() {
        assertThat(Given.people(person("1", "zed").inactive().with("title", "b"))
                        .accounts(account("1", "ann").with("title", "a"), local("zed"))
                        .mapping("title")
                        .plan())
                .keeps("ann", "username")
                .updates("ann", "title")
                .to("b")
                .blocks("ann", INACTIVE_IN_DIRECTORY)
                .counts(PersonResult.FAILED, 1);
    }

    @Test
    @DisplayName("`1:zed`; `local[zed]`: rejected USERNAME_TAKEN; inactive: not provisioned, no rejection (R10, R17)")
    void nameTakenByALocalAccount() {
        assertThat(Given.people(person("1", "zed")).accounts(local("zed")).plan())
                .isEmpty()
                .rejects("1")
                .with(RefusalCode.USERNAME_TAKEN);
        assertThat(Given.people(person("1", "zed").inactive())
                        .accounts(local("zed"))
                        .plan())
                .isEmpty()
                .reportsNoFailure()
                .counts(PersonResult.NOT_PROVISIONED, 1);
    }

    @Test
    @DisplayName(
            "`2:ann`; `[1 ann]`, relinking off: 2 IDENTITY_MISMATCH; 1 removed; the audit names the remedies (R11, R22)")
    void recreatedWithoutRelinking() {
        assertThat(Given.people(person("2", "ann"))
                        .accounts(account("1", "ann"))
                        .plan())
                .rejects("2")
                .with(RefusalCode.IDENTITY_MISMATCH)
                .saying("relink the account or let the host relink, else rename one of them")
                .blocks("1", REMOVED_FROM_SCOPE);
    }

    @Test
    @DisplayName(
            "`1:b`, `2:c`; `[1 a] [2 b]`, `local[c]`: 2 keeps b, so 1 keeps a; both failed, the rest applied (R14)")
    void aChainIntoALocalName() {
        assertThat(Given.people(
                                person("1", "b").with("title", "x"),
                                person("2", "c").with("title", "x"))
                        .accounts(account("1", "a"), account("2", "b"), local("c"))
                        .mapping("title")
                        .plan())
                .keeps("1", "username")
                .keeps("2", "username")
                .updates("1", "title")
                .to("x")
                .updates("2", "title")
                .to("x")
                .counts(PersonResult.FAILED, 2);
    }

    @Test
    @DisplayName(
            "limit 1; protected `[1 ann]` inactive; `2:bob` waiting: ann stays active (vetoed), bob waits (R27, R32)")
    void aVetoedBlockFreesNoSeat() {
        assertThat(Given.people(person("1", "ann").inactive(), person("2", "bob"))
                        .accounts(account("1", "ann"), account("2", "bob").blocked(LICENCE_LIMIT))
                        .policy(policy -> policy.protect(List.of(AccountId.of("acc-ann"))))
                        .seats(1)
                        .plan())
                .isEmpty()
                .vetoes("ann")
                .waitsForLicence("bob");
    }

    @Test
    @DisplayName("waiting since February; another, removed in 2023, back in March; one seat in April: the first (R31)")
    void theLongerWaitAndNotTheOlderBlock() {
        assertThat(Given.people(person("1", "zoe"), person("2", "abe"))
                        .accounts(
                                account("1", "zoe").blocked(LICENCE_LIMIT, "2026-02-01T00:00:00Z"),
                                account("2", "abe").blocked(LICENCE_LIMIT, "2026-03-01T00:00:00Z"))
                        .seats(1)
                        .at("2026-04-01T00:00:00Z")
                        .plan())
                .hasExactly(StepKind.ACTIVATE, "zoe")
                .waitsForLicence("abe");
    }

    @Test
    @DisplayName(
            "`1:ann` unknown; `[1 ann]` blocked for a licence: fields follow; stays waiting; no seat; place kept (R6, R18)")
    void unknownAndWaiting() {
        assertThat(Given.people(person("1", "ann").unknown().with("title", "b"))
                        .accounts(account("1", "ann").with("title", "a").blocked(LICENCE_LIMIT, "2026-02-01T00:00:00Z"))
                        .mapping("title")
                        .seats(9)
                        .plan())
                .updates("ann", "title")
                .to("b")
                .hasNo(StepKind.ACTIVATE, StepKind.WAIT, StepKind.CHANGE_REASON);
    }

    @Test
    @DisplayName("`1:Ann`; `[1 ann]`: stored as Ann; updated; counts as a rename for the guard only (R14, R33)")
    void respelled() {
        assertThat(Given.people(person("1", "Ann"))
                        .accounts(account("1", "ann"))
                        .plan())
                .renames("1", "Ann")
                .counts(PersonResult.UPDATED, 1)
                .counts(Count.UPDATED, 1)
                .counts(Count.RENAMED, 0);
    }

    @Test
    @DisplayName("tel = {34, 12}, order either way: 12 (R20)")
    void theSmallestValue() {
        assertThat(Given.people(person("1", "ann").with("tel", "34", "12"))
                        .mapping("tel")
                        .plan())
                .creates("ann")
                .with("tel", "12");
        assertThat(Given.people(person("1", "ann").with("tel", "12", "34"))
                        .accounts(account("1", "ann").with("tel", "12"))
                        .mapping("tel")
                        .plan())
                .isEmpty();
    }

    @Test
    @DisplayName("column title there, all blank; accounts hold titles: nothing cleared, ATTRIBUTE_NEVER_SEEN (R20)")
    void aBlankColumn() {
        assertThat(Given.people(
                                person("1", "ann").with("title", " "),
                                person("2", "bob").with("title", ""))
                        .accounts(
                                account("1", "ann").with("title", "a"),
                                account("2", "bob").with("title", "b"))
                        .mapping("title")
                        .plan())
                .isEmpty()
                .hasWarning("ATTRIBUTE_NEVER_SEEN");
    }

    @Test
    @DisplayName("ou too long, new person; same, existing: created without; old value stays; failed (R20)")
    void aValueTooLong() {
        assertThat(Given.people(
                                person("1", "ann").with("ou", "long"),
                                person("2", "bob").with("ou", "long"))
                        .accounts(account("2", "bob").with("ou", "old"))
                        .policy(policy -> policy.field("ou", attribute("ou"), field -> field.maxLength(3)))
                        .plan())
                .creates("ann")
                .keeps("ann", "ou")
                .keeps("bob", "ou")
                .refuses("ann")
                .with(RefusalCode.VALUE_REJECTED)
                .refuses("bob")
                .with(RefusalCode.VALUE_REJECTED)
                .counts(PersonResult.FAILED, 2);
    }

    @Test
    @DisplayName(
            "`[- ann]` handed over, nobody named ann: removed, with its own audit text; counts for the guard (R22)")
    void handedOverAndClaimedByNobody() {
        Given given = Given.people(person("9", "nina")).accounts(account("9", "nina"), unlinked("ann"));

        assertThat(given.plan())
                .blocks("ann", REMOVED_FROM_SCOPE)
                .because(Rule.R22)
                .saying("handed over to the directory and nobody in it claims the name")
                .counts(Count.BLOCKED, 1);
    }

    @Test
    @DisplayName("`1:ann`, `2:ann`; `[- ann]`: left as it is, both rejected (R12)")
    void twoClaimants() {
        assertThat(Given.people(person("1", "ann"), person("2", "ann"))
                        .accounts(unlinked("ann"))
                        .plan())
                .isEmpty()
                .rejects("1")
                .rejects("2");
    }

    @Test
    @DisplayName(
            "`1:ann`; `[1 old] [- ann]`: rename fails, `[- ann]` blocked; the audit names the remedy (R9, R14, R22)")
    void theNameBelongsToAnAccountThatWasHandedOver() {
        assertThat(Given.people(person("1", "ann"))
                        .accounts(account("1", "old"), unlinked("ann"))
                        .plan())
                .refuses("1")
                .with(RefusalCode.USERNAME_TAKEN)
                .saying("rename or make local the account that has it")
                .blocks("acc-ann", REMOVED_FROM_SCOPE)
                .saying("make the account local");
    }

    @Test
    @DisplayName(
            "`1:ann title=a` and `1:ann title=b`: DUPLICATE_EXTERNAL_ID, untouched; identical rows: one person (R4, R12)")
    void differingAndIdenticalRows() {
        assertThat(Given.people(
                                person("1", "ann").with("title", "a"),
                                person("1", "ann").with("title", "b"))
                        .accounts(account("1", "ann").with("title", "a"))
                        .mapping("title")
                        .plan())
                .isEmpty()
                .rejects("1")
                .with(RefusalCode.DUPLICATE_EXTERNAL_ID);
        assertThat(Given.people(
                                person("1", "ann").with("title", "a"),
                                person("1", "ann").with("title", "a"))
                        .mapping("title")
                        .plan())
                .hasExactly(StepKind.CREATE, "1");
    }

    @Test
    @DisplayName(
            "fields and status change together; created without a seat; linked only: status; waiting; updated (R41)")
    void theOneResult() {
        assertThat(Given.people(person("1", "ann").inactive().with("title", "b"))
                        .accounts(account("1", "ann").with("title", "a"))
                        .mapping("title")
                        .plan())
                .counts(PersonResult.BLOCKED, 1)
                .counts(PersonResult.UPDATED, 0);
        assertThat(Given.people(person("1", "ann").with("title", "b"))
                        .accounts(account("1", "ann").with("title", "a").blocked(REMOVED_FROM_SCOPE))
                        .mapping("title")
                        .plan())
                .counts(PersonResult.ACTIVATED, 1)
                .counts(PersonResult.UPDATED, 0);
        assertThat(Given.people(person("1", "ann")).seats(0).plan())
                .counts(PersonResult.WAITING_FOR_LICENCE, 1)
                .counts(PersonResult.IMPORTED, 0);
        assertThat(Given.people(person("1", "ann")).accounts(unlinked("ann")).plan())
                .counts(PersonResult.UPDATED, 1);
    }

    @Test
    @DisplayName("waiting, then absent: relabelled REMOVED_FROM_SCOPE; no block for the guard (R26, R33)")
    void waitingThenAbsent() {
        assertThat(Given.people(person("2", "bob"))
                        .accounts(account("1", "ann").blocked(LICENCE_LIMIT), account("2", "bob"))
                        .plan())
                .changesReason("ann")
                .to(REMOVED_FROM_SCOPE)
                .because(Rule.R26)
                .hasNo(StepKind.BLOCK)
                .counts(Count.BLOCKED, 0)
                .counts(Count.REMOVED, 1);
    }

    @Test
    @DisplayName(
            "`[1 ann]` blocked as removed, back, \"administrators only\": reason stays REMOVED_FROM_SCOPE (R25, R26)")
    void backButByHandOnly() {
        assertThat(Given.people(person("1", "ann"))
                        .accounts(account("1", "ann").blocked(REMOVED_FROM_SCOPE))
                        .policy(policy -> policy.reactivation(Reactivation.ADMINISTRATORS_ONLY))
                        .plan())
                .isEmpty()
                .leavesAlone("ann");
    }

    @Test
    @DisplayName("ON_CREATE field, account linked: not a creation: the field stays (R9, R19)")
    void linkingIsNoCreation() {
        assertThat(Given.people(person("1", "ann").with("title", "b"))
                        .accounts(unlinked("ann").with("title", "a"))
                        .policy(policy ->
                                policy.field("title", attribute("title"), field -> field.mode(MappingMode.ON_CREATE)))
                        .plan())
                .links("ann")
                .keeps("ann", "title");
    }
}

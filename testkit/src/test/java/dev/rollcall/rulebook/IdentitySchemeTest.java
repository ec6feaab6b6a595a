package dev.rollcall.rulebook;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutKey;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;

import dev.rollcall.account.BlockReason;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R15 A changed id scheme is not taken for new people")
class IdentitySchemeTest {

    /** So many people under their old ids, so many under new ones. */
    private static Given people(int underOldId, int underNewId) {
        Given given = Given.nobody();
        for (int i = 0; i < underOldId; i++) {
            given.and(person("old" + i, "same" + i).build()).accounts(account("old" + i, "same" + i));
        }
        for (int i = 0; i < underNewId; i++) {
            given.and(person("new" + i, "moved" + i).build()).accounts(account("was" + i, "moved" + i));
        }
        return given;
    }

    @Test
    void oneAloneIsNoScheme() {
        assertThat(people(0, 1).plan()).isNotHeld();
    }

    @Test
    void twoOfTwoAre() {
        assertThat(people(0, 2).plan()).isHeld(Hold.Reason.IDENTITY_SCHEME_CHANGED);
    }

    @Test
    void halfIsNotMoreThanHalf() {
        assertThat(people(2, 2).plan()).isNotHeld();
        assertThat(people(2, 3).plan()).isHeld(Hold.Reason.IDENTITY_SCHEME_CHANGED);
    }

    @Test
    void accountsWaitingOrInactiveCount() {
        assertThat(Given.people(person("n1", "ann"), person("n2", "bob"))
                        .accounts(
                                account("1", "ann").blocked(BlockReason.LICENCE_LIMIT),
                                account("2", "bob").blocked(BlockReason.INACTIVE_IN_DIRECTORY))
                        .plan())
                .isHeld(Hold.Reason.IDENTITY_SCHEME_CHANGED);
    }

    @Test
    void accountsRemovedOrBlockedByHandDoNotCount() {
        assertThat(Given.people(person("n1", "ann"), person("n2", "bob"), person("n3", "cy"))
                        .accounts(
                                account("1", "ann").blocked(BlockReason.REMOVED_FROM_SCOPE),
                                account("2", "bob").blocked(BlockReason.MANUAL),
                                account("3", "cy").blockedByTheHost())
                        .plan())
                .isNotHeld();
    }

    @Test
    void accountsThatNobodyNamesDoNotCount() {
        assertThat(people(0, 2)
                        .accounts(account("x1", "gone1"), account("x2", "gone2"), account("x3", "gone3"))
                        .plan())
                .isHeld(Hold.Reason.IDENTITY_SCHEME_CHANGED);
    }

    @Test
    void anUnlinkedAccountIsFoundButUnderNoOtherId() {
        assertThat(people(0, 2)
                        .and(person("5", "u1").build())
                        .and(person("6", "u2").build())
                        .accounts(unlinked("u1"), unlinked("u2"))
                        .plan())
                .isNotHeld();
    }

    @Test
    void isReportedBeforeAGuard() {
        assertThat(people(0, 40).plan()).isHeld(Hold.Reason.IDENTITY_SCHEME_CHANGED);
    }

    @Test
    void nothingIsRelinkedUnlessApprovedEvenWhereTheHostRelinks() {
        assertThat(people(0, 2).policy(policy -> policy.relinking(true)).plan())
                .isHeld(Hold.Reason.IDENTITY_SCHEME_CHANGED);
    }

    @Test
    void onceApprovedAccountsReceiveTheirNewIdsWhateverTheGrace() {
        assertThat(people(1, 3)
                        .policy(policy -> policy.grace(Duration.ofDays(30)))
                        .approvingSchemeChange()
                        .plan())
                .isNotHeld()
                .relinks("moved0", "new0")
                .relinks("moved1", "new1")
                .relinks("moved2", "new2")
                .hasNo(StepKind.BLOCK, StepKind.REJECT)
                .counts(Count.RELINKED, 3);
    }

    @Test
    void onceApprovedAWholeDirectoryIsRelinked() {
        assertThat(people(0, 40).approvingSchemeChange().plan())
                .counts(Count.RELINKED, 40)
                .hasNo(StepKind.BLOCK, StepKind.REJECT);
    }

    @Test
    void theApprovalReachesOnlyAccountsThatCountForIt() {
        assertThat(people(0, 2)
                        .and(person("n3", "cy").build())
                        .accounts(account("3", "cy").blocked(BlockReason.REMOVED_FROM_SCOPE))
                        .approvingSchemeChange()
                        .plan())
                .rejects("n3")
                .with(RefusalCode.IDENTITY_MISMATCH)
                .counts(Count.RELINKED, 2);
    }

    @Test
    void theApprovalReachesInactivePeopleToo() {
        assertThat(people(0, 2)
                        .and(person("n3", "cy").inactive().build())
                        .accounts(account("3", "cy").blocked(BlockReason.INACTIVE_IN_DIRECTORY))
                        .approvingSchemeChange()
                        .plan())
                .relinks("cy", "n3")
                .hasNo(StepKind.CHANGE_REASON);
    }

    @Test
    void evenApprovedAnIdThatIsStillThereIsNotTakenAway() {
        assertThat(people(0, 3)
                        .unreadable(withoutKey("was0"))
                        .approvingSchemeChange()
                        .plan())
                .rejects("new0")
                .hasNo(StepKind.BLOCK)
                .counts(Count.RELINKED, 2);
    }
}

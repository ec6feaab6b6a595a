package dev.rollcall.rules.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.AccountStatus;
import dev.rollcall.account.BlockReason;
import dev.rollcall.directory.Activity;
import dev.rollcall.policy.Reactivation;
import dev.rollcall.rules.Rule;
import dev.rollcall.rules.removal.RemovedFromScope;
import dev.rollcall.rules.removal.RemovedFromScope.Missing;
import dev.rollcall.rules.status.StatusVerdict;
import dev.rollcall.rules.status.StatusVerdict.Kind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTest {

    private static final Instant NOW = Instant.parse("2026-03-04T07:00:00Z");

    private static String text(StatusVerdict verdict) {
        return verdict.kind() + " " + verdict.reason() + " " + verdict.rule() + " " + verdict.why();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "ACTIVE|ACTIVE|-|KEEP null R35 the person and the account are active",
                "ACTIVE|BLOCKED|-|KEEP null R26 the account is blocked for a reason that is not the sync's, and stays so",
                "ACTIVE|BLOCKED|MANUAL|KEEP null R26 an administrator blocked the account, and it stays so",
                "ACTIVE|BLOCKED|LICENCE_LIMIT|QUEUE_WAITING LICENCE_LIMIT R24 the person is in scope and active and waits for a licence",
                "ACTIVE|BLOCKED|INACTIVE_IN_DIRECTORY|QUEUE_RETURNING LICENCE_LIMIT R25 the person is in scope and active again",
                "ACTIVE|BLOCKED|REMOVED_FROM_SCOPE|QUEUE_RETURNING LICENCE_LIMIT R25 the person is in scope and active again",
                "INACTIVE|ACTIVE|-|BLOCK INACTIVE_IN_DIRECTORY R21 the person is inactive in the directory; to keep the account active all the same, make it local",
                "INACTIVE|BLOCKED|-|KEEP null R26 the account is blocked for a reason that is not the sync's, and stays so",
                "INACTIVE|BLOCKED|MANUAL|KEEP null R26 an administrator blocked the account, and it stays so",
                "INACTIVE|BLOCKED|INACTIVE_IN_DIRECTORY|KEEP null R21 the person is inactive and the account is blocked for it",
                "INACTIVE|BLOCKED|LICENCE_LIMIT|CHANGE_REASON INACTIVE_IN_DIRECTORY R26 the account stays blocked, now because the person is inactive in the directory",
                "INACTIVE|BLOCKED|REMOVED_FROM_SCOPE|CHANGE_REASON INACTIVE_IN_DIRECTORY R26 the account stays blocked, now because the person is inactive in the directory",
                "UNKNOWN|ACTIVE|-|KEEP null R6 the directory did not say whether the person is active, so the status stays",
                "UNKNOWN|BLOCKED|LICENCE_LIMIT|KEEP null R6 the directory did not say whether the person is active, so the status stays",
            })
    void ofAPersonInScope(Activity activity, AccountStatus status, @Nullable BlockReason reason, String expected) {
        assertThat(text(PresentAndActivity.decide(activity, status, reason, Reactivation.AUTOMATIC)))
                .isEqualTo(expected);
    }

    @Test
    void administratorsOnlyBringBackWhoDoesNotWait() {
        for (BlockReason reason :
                new BlockReason[] {BlockReason.INACTIVE_IN_DIRECTORY, BlockReason.REMOVED_FROM_SCOPE}) {
            assertThat(text(PresentAndActivity.decide(
                            Activity.ACTIVE, AccountStatus.BLOCKED, reason, Reactivation.ADMINISTRATORS_ONLY)))
                    .isEqualTo(
                            "KEEP null R25 the person is back, but the host lets only administrators bring accounts back");
        }
        assertThat(PresentAndActivity.decide(
                                Activity.ACTIVE,
                                AccountStatus.BLOCKED,
                                BlockReason.LICENCE_LIMIT,
                                Reactivation.ADMINISTRATORS_ONLY)
                        .kind())
                .isEqualTo(Kind.QUEUE_WAITING);
    }

    @Test
    void ofARejectedPersonOnlyCertainInactivityBlocksAnActiveAccount() {
        for (Activity activity : Activity.values()) {
            for (AccountStatus status : AccountStatus.values()) {
                boolean blocks = activity == Activity.INACTIVE && status == AccountStatus.ACTIVE;
                assertThat(text(PresentAndActivity.decideForRejected(activity, status)))
                        .isEqualTo(
                                blocks
                                        ? "BLOCK INACTIVE_IN_DIRECTORY R21 the person is inactive in the directory; to keep"
                                                + " the account active all the same, make it local"
                                        : "KEEP null R5 the person was rejected, so the account stays as it is");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "ACTIVE|-|true|BLOCK REMOVED_FROM_SCOPE R22 the person is not in scope any more; to keep the account active all the same, make it local",
                "ACTIVE|-|false|BLOCK REMOVED_FROM_SCOPE R22 the account was handed over to the directory and nobody in it claims the name; correct the username or make the account local",
                "BLOCKED|-|true|KEEP null R26 the person is absent, and the account is blocked by an administrator",
                "BLOCKED|MANUAL|true|KEEP null R26 the person is absent, and the account is blocked by an administrator",
                "BLOCKED|REMOVED_FROM_SCOPE|true|KEEP null R22 the person is absent and the account is blocked for it",
                "BLOCKED|LICENCE_LIMIT|true|CHANGE_REASON REMOVED_FROM_SCOPE R26 the account stays blocked, now because the person is not in scope any more",
                "BLOCKED|INACTIVE_IN_DIRECTORY|true|CHANGE_REASON REMOVED_FROM_SCOPE R26 the account stays blocked, now because the person is not in scope any more",
            })
    void ofAnAbsentPersonWithoutGrace(
            AccountStatus status, @Nullable BlockReason reason, boolean linked, String expected) {
        assertThat(text(RemovedFromScope.decide(new Missing(status, reason, linked, null), NOW, Duration.ZERO)))
                .isEqualTo(expected);
    }

    @Test
    void ofAnAbsentPersonWithGrace() {
        Duration grace = Duration.ofDays(3);
        Instant begin = NOW.minus(grace);

        assertThat(text(RemovedFromScope.decide(active(null), NOW, grace)))
                .isEqualTo(
                        "NOTE_ABSENCE null R22 the person was not found for the first time; the account has a grace of"
                                + " PT72H");
        assertThat(text(RemovedFromScope.decide(active(begin.plusNanos(1)), NOW, grace)))
                .isEqualTo(
                        "KEEP null R22 the person has been absent since 2026-03-01T07:00:00.000000001Z, within the grace"
                                + " of PT72H");
        assertThat(RemovedFromScope.decide(active(begin), NOW, grace).kind()).isEqualTo(Kind.BLOCK);
        assertThat(RemovedFromScope.decide(
                                new Missing(AccountStatus.BLOCKED, BlockReason.REMOVED_FROM_SCOPE, true, null),
                                NOW,
                                grace)
                        .kind())
                .isEqualTo(Kind.KEEP);
    }

    private static Missing active(@Nullable Instant absentSince) {
        return new Missing(AccountStatus.ACTIVE, null, true, absentSince);
    }

    @Test
    void aGraceIsOverAtItsEndAndOneOfNoLengthAlways() {
        assertThat(RemovedFromScope.isOver(null, NOW, Duration.ZERO)).isTrue();
        assertThat(RemovedFromScope.isOver(NOW.plusSeconds(9), NOW, Duration.ZERO))
                .isTrue();
        assertThat(RemovedFromScope.isOver(null, NOW, Duration.ofSeconds(1))).isFalse();
        assertThat(RemovedFromScope.isOver(NOW.minusSeconds(1), NOW, Duration.ofSeconds(1)))
                .isTrue();
        assertThat(RemovedFromScope.isOver(NOW, NOW, Duration.ofSeconds(1))).isFalse();
    }

    @Test
    void everyRuleHasATitleAndItsNumber() {
        assertThat(Rule.values()).hasSize(46);
        int number = 1;
        for (Rule rule : Rule.values()) {
            assertThat(rule.name()).isEqualTo("R" + number++);
            assertThat(rule.title()).isNotBlank();
        }
        assertThat(Rule.R21.title()).isEqualTo("inactive in the directory: blocked");
    }
}

package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.identity.ExternalId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a {@link Change.Block} and of a {@link Change.Activate}. */
abstract class RepositoryStatusContract extends RepositoryCreateContract {

    /** Moments that a conversion through local time moves or merges: clocks go back and forth at them, or near them. */
    private static final List<Instant> AWKWARD_MOMENTS = List.of(
            Instant.parse("2024-03-31T01:30:00.123Z"),
            Instant.parse("2024-03-31T02:30:00.456Z"),
            Instant.parse("2024-10-27T00:30:00.123Z"),
            Instant.parse("2024-10-27T01:30:00.123Z"),
            Instant.parse("2024-03-10T02:30:00.001Z"),
            Instant.parse("2024-11-03T05:30:00.999Z"),
            Instant.parse("2024-11-03T06:30:00.999Z"),
            Instant.parse("2024-02-29T23:59:59.999Z"));

    @Test
    @DisplayName("Block: the account is blocked for the reason of the change, since its moment")
    void blocksForEachReason() {
        assertSoftly(softly -> {
            for (BlockReason reason : BlockReason.values()) {
                Account active = person("blocked." + reason);
                Account now = make(block(active, reason, MONDAY));
                softly.assertThat(picture(now))
                        .as(guide("what Block writes for the reason " + reason
                                + ", and nothing beside status, reason, since"))
                        .isEqualTo(picture(
                                active.toBuilder().blocked(reason, MONDAY).build()));
            }
        });
        assertThat(repository().activeAccounts())
                .as(guide("the status that Block writes: a blocked account takes no seat"))
                .isZero();
    }

    @Test
    @DisplayName("Block: a blocked account receives another reason, since another moment")
    void relabelsABlockedAccount() {
        Account waiting =
                make(personCreation(STAFF, "wanda").waitingSince(MONDAY).change());

        make(block(waiting, BlockReason.REMOVED_FROM_SCOPE, TUESDAY));

        assertNow(
                waiting.toBuilder()
                        .blocked(BlockReason.REMOVED_FROM_SCOPE, TUESDAY)
                        .build(),
                "what Block writes to an account that is blocked already: the new reason and the new moment");
    }

    @Test
    @DisplayName("Moments are kept to the millisecond, in every time zone")
    void keepsMomentsToTheMillisecond() {
        Account account = person("anna");
        for (Instant moment : AWKWARD_MOMENTS) {
            account = make(block(account, BlockReason.INACTIVE_IN_DIRECTORY, moment));
            account = make(Edit.of(account).absentSince(moment).change());
            assertThat(List.of(account.blockedSince(), account.absentSince()))
                    .as(
                            guide(
                                    "how moments are stored and read: in UTC, not through the local time of the JVM or database"))
                    .allSatisfy(read -> assertThat(read).contains(moment));
        }
    }

    @Test
    @DisplayName("Activate: the account is active, and neither a reason nor a moment of the block is left")
    void activatesAndForgetsTheBlock() {
        Account active = person("anna");
        Account blocked = make(block(active, BlockReason.INACTIVE_IN_DIRECTORY, MONDAY));

        Account now = make(activate(blocked));

        assertThat(picture(now))
                .as(guide("what Activate writes: the status, and the columns of the block emptied"))
                .isEqualTo(picture(active));
        assertThat(repository().activeAccounts())
                .as(guide("the status that Activate writes: an active account takes a seat"))
                .isEqualTo(1);
        // A leftover moment would come to light with the next block, if that kept it.
        make(block(now, BlockReason.REMOVED_FROM_SCOPE, TUESDAY));
        assertNow(
                active.toBuilder()
                        .blocked(BlockReason.REMOVED_FROM_SCOPE, TUESDAY)
                        .build(),
                "what Block writes to an account that was blocked before");
    }

    @Test
    @DisplayName("Activate: an external id of the change is set in the same step (R9)")
    void activatesAndLinks() {
        Account blocked = blocked(unlinked(STAFF, "nils"), BlockReason.LICENCE_LIMIT, MONDAY);

        make(new Change.Activate(blocked.id(), blocked.version(), ExternalId.of("4711"), NO_LIMIT));

        assertNow(
                blocked.toBuilder().active().externalId(ExternalId.of("4711")).build(),
                "what Activate writes when it carries an external id");
        assertThat(holdersOfIds(STAFF, "4711"))
                .as(guide("what Activate writes when it carries an external id: holders has to find it"))
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "Activate: an external id that another account of the directory has is refused, and nothing is written")
    void activatingWithATakenIdIsRefused() {
        person("anna");
        Account blocked = blocked(unlinked(STAFF, "nils"), BlockReason.LICENCE_LIMIT, MONDAY);
        Map<String, Object> before = table();

        assertStatus(
                tryTo(new Change.Activate(blocked.id(), blocked.version(), ExternalId.of("id of anna"), NO_LIMIT)),
                Status.REFUSED,
                "the constraint on external ids when Activate links");
        assertNothingWritten(before, "Activate: status and link are one step, so both or none");
    }

    @Test
    @DisplayName("Block and Activate leave a noted absence, the name, the id and the fields as they are")
    void aChangeOfStatusLeavesTheRest() {
        Account absent = make(Edit.of(person("alice")).absentSince(MONDAY).change());

        Account blocked = make(block(absent, BlockReason.REMOVED_FROM_SCOPE, TUESDAY));
        assertNow(
                absent.toBuilder()
                        .blocked(BlockReason.REMOVED_FROM_SCOPE, TUESDAY)
                        .build(),
                "what Block writes: nothing beside status, reason and moment");

        make(activate(blocked));
        assertNow(absent, "what Activate writes: nothing beside status, reason and moment");
    }

    @Test
    @DisplayName("Block and Activate work on accounts of every owner, also local ones")
    void statusChangesWhoeverOwnsTheAccount() {
        for (Account account : List.of(person(PARTNERS, "paul"), local("lea"), formerPerson("lars"))) {
            Account blocked = make(block(account, BlockReason.MANUAL, MONDAY));
            assertNow(
                    account.toBuilder().blocked(BlockReason.MANUAL, MONDAY).build(),
                    "the condition of Block: the id and the version, not the owner");
            make(activate(blocked));
            assertNow(account, "the condition of Activate: the id and the version, not the owner");
        }
    }
}

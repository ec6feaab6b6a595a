package dev.rollcall.engine;

import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Hold;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R33: what a guard holds, an administrator can approve")
class ApprovalTest {

    private final Host host = Crowd.host(60);

    private static RunRequest approving(SyncReport held) {
        return RunRequest.by("jane").approving(held.runId());
    }

    private SyncReport heldRun() {
        SyncReport held = host.run();
        assertThat(held.outcome()).isEqualTo(Outcome.HELD);
        assertThat(held.hold().orElseThrow().reason()).isEqualTo(Hold.Reason.GUARD);
        return held;
    }

    @Test
    @DisplayName("R33: as many as the floor or the share lets pass are not held")
    void asManyAsTheGuardLetsPassAreNotHeld() {
        Crowd.leave(host, 1, 6);

        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R33: a plan beyond a guard is held with its figures, and nothing is written")
    void aPlanBeyondAGuardIsHeldWithItsFigures() {
        Crowd.leave(host, 1, 7);
        List<Account> before = host.everything();

        SyncReport held = heldRun();

        assertThat(host.everything()).isEqualTo(before);
        assertThat(host.repository.calls(WatchedRepository.Call.APPLY)).isZero();
        assertThat(held.figures().of(Count.BLOCKED)).isEqualTo(7);
        assertThat(held.message()).contains("7 ", "60");
        assertThat(held.held().orElseThrow().digest()).isNotBlank();
        assertThat(held.toString()).contains(held.held().orElseThrow().digest(), held.runId());
    }

    @Test
    @DisplayName("R33: approving the held run applies it, in the name of whoever approved")
    void approvingTheHeldRunAppliesIt() {
        Crowd.leave(host, 1, 7);
        SyncReport held = heldRun();

        assertThat(host.run(approving(held)).outcome()).isEqualTo(Outcome.COMPLETED);

        assertThat(Crowd.active(host)).isEqualTo(53);
        assertThat(host.events(AuditAction.PERMISSION_USED)).singleElement().satisfies(event -> {
            assertThat(event.actor()).isEqualTo("jane");
            assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.SUCCESS);
            assertThat(event.details())
                    .contains(held.runId(), held.held().orElseThrow().digest());
        });
    }

    static Stream<Arguments> nightsThatWantNoMore() {
        return Stream.of(
                Arguments.of(
                        "a phone number changed",
                        night(host -> host.directory.change("50", person -> person.with("title", "other")))),
                Arguments.of("somebody new came", night(host -> host.directory.hire(person("99", "new")))),
                Arguments.of("one of them came back", night(host -> host.directory.hire(Crowd.member(3)))),
                Arguments.of(
                        "an administrator blocked one of them",
                        night(host ->
                                host.table.edit(host.idOf("p002"), copy -> copy.blocked(BlockReason.MANUAL, null)))),
                Arguments.of("one was renamed", night(host -> host.directory.rename("50", "p-fifty"))));
    }

    private static Consumer<Host> night(Consumer<Host> night) {
        return night;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nightsThatWantNoMore")
    @DisplayName("R33: an approval holds for a run that wants the same or fewer")
    void anApprovalHoldsForARunThatWantsNoMore(String what, Consumer<Host> night) {
        Crowd.leave(host, 1, 8);
        SyncReport held = heldRun();
        night.accept(host);

        assertThat(host.run(approving(held)).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.account("p001").isActive()).isFalse();
    }

    @Test
    @DisplayName("R33: one more person to block is held again, and the message says who was added")
    void oneMorePersonToBlockIsHeldAgain() {
        Crowd.leave(host, 1, 7);
        SyncReport held = heldRun();
        Crowd.leave(host, 8, 8);

        SyncReport again = host.run(approving(held));

        assertThat(again.outcome()).isEqualTo(Outcome.HELD);
        assertThat(Crowd.active(host)).isEqualTo(60);
        assertThat(again.message())
                .contains("1 accounts to block were not among what was approved")
                .contains("acc-p008");
        assertThat(again.hold().orElseThrow().details().toString()).contains("acc-p008");
        assertThat(host.run(approving(again)).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(Crowd.active(host)).isEqualTo(52);
    }

    @Test
    @DisplayName("R33: one person in the place of another is held again")
    void onePersonInThePlaceOfAnotherIsHeldAgain() {
        Crowd.leave(host, 1, 7);
        SyncReport held = heldRun();
        host.directory.hire(Crowd.member(1));
        Crowd.leave(host, 8, 8);

        assertThat(host.run(approving(held)).outcome()).isEqualTo(Outcome.HELD);
    }

    @Test
    @DisplayName("R33: a rename is approved together with its new name")
    void aRenameIsApprovedTogetherWithItsNewName() {
        IntStream.rangeClosed(1, 7).forEach(i -> host.directory.rename(String.valueOf(i), "q" + i));
        SyncReport held = heldRun();
        host.directory.rename("7", "another");
        SyncReport again = host.run(approving(held));

        assertThat(again.outcome()).isEqualTo(Outcome.HELD);
        assertThat(again.message()).contains("1 accounts to rename or relink were not among what was approved");
        host.directory.rename("7", "q7");
        assertThat(host.run(approving(held)).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.account("q7").externalId()).isPresent();
    }

    @Test
    @DisplayName("R33: cleared fields are approved one by one")
    void clearedFieldsAreApprovedOneByOne() {
        IntStream.rangeClosed(1, 7)
                .forEach(i -> host.directory.change(String.valueOf(i), person -> person.without("title")));
        SyncReport held = heldRun();
        host.directory.change("8", person -> person.without("title"));

        assertThat(host.run(approving(held)).outcome()).isEqualTo(Outcome.HELD);
        host.directory.change("8", person -> person.with("title", "t"));
        assertThat(host.run(approving(held)).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.account("p001").fields()).isEmpty();
    }

    @Test
    @DisplayName("R33: rejections are approved, and stand in the next run without another approval")
    void rejectionsAreApprovedAndStand() {
        IntStream.rangeClosed(1, 7)
                .forEach(i -> host.directory.change(String.valueOf(i), person -> person.named(null)));
        SyncReport held = heldRun();

        assertThat(host.run(approving(held)).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R33: more rows that nobody can identify than were approved are held again")
    void moreUnidentifiableRowsThanWereApprovedAreHeldAgain() {
        IntStream.rangeClosed(1, 7).forEach(i -> host.directory.unidentifiable(String.valueOf(i), "broken row"));
        SyncReport held = heldRun();
        IntStream.rangeClosed(8, 30).forEach(i -> host.directory.unidentifiable(String.valueOf(i), "broken row"));

        assertThat(host.run(approving(held)).outcome()).isEqualTo(Outcome.HELD);
    }

    @Test
    @DisplayName("R33: the digest is the same for the same plan, in whatever order people were read")
    void theDigestIsTheSameForTheSamePlan() {
        Crowd.leave(host, 1, 8);
        String first = digest();
        host.directory.shuffled(7);
        host.directory.change("50", person -> person.with("title", "other"));

        assertThat(digest()).isEqualTo(first);
    }

    @Test
    @DisplayName("R33: the digest is another for another plan")
    void theDigestIsAnotherForAnotherPlan() {
        Crowd.leave(host, 1, 8);
        String first = digest();
        Crowd.leave(host, 9, 9);
        String second = digest();
        host.directory.rename("50", "other");
        String third = digest();
        host.directory.rename("50", "yet-another");

        assertThat(Stream.of(first, second, third, digest())).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R33: two rows that nobody can tell apart do not cancel one another out of the digest")
    void twoRowsThatNobodyCanTellApartDoNotCancelOut() {
        host.policy(Host.GUARDED.toBuilder().toleratedUnidentified(2).build());
        Crowd.leave(host, 1, 8);
        String without = digest();
        host.directory.hire(person("901", "x"), person("902", "y"));
        host.directory.unidentifiable("901", "broken row").unidentifiable("902", "broken row");

        assertThat(digest()).isNotEqualTo(without);
    }

    private String digest() {
        return heldRun().held().map(HeldRun::digest).orElseThrow();
    }
}

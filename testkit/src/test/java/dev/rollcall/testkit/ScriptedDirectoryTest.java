package dev.rollcall.testkit;

import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.testkit.RecordingSink.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The scripted directory does what the script says. */
@Timeout(60)
class ScriptedDirectoryTest {

    private static final ReadRequest REQUEST = ReadRequest.of(DirectoryName.of("staff"), List.of("title"));

    private final RecordingSink sink = new RecordingSink();
    private final ScriptedDirectory directory =
            ScriptedDirectory.of(person("1", "ann"), person("2", "bob"), person("3", "cleo"));

    private List<String> keys() {
        RecordingSink fresh = new RecordingSink();
        directory.read(REQUEST, fresh);
        return fresh.people().stream()
                .map(person -> person.matchKey().orElse("-"))
                .toList();
    }

    // People come and go

    @Test
    void peopleAreHiredLeaveAndAreRenamed() {
        directory.hire(person("4", "dan")).leave("1").rename("2", "bobby");
        assertThat(keys()).containsExactly("bobby", "cleo", "dan");
        assertThat(directory.everybodyLeaves().people()).isEmpty();
        assertThat(keys()).isEmpty();
    }

    @Test
    void peopleAreSwitchedOffAndOnAndEdited() {
        directory.deactivate("1").change("2", bob -> bob.with("title", "x"));
        directory.read(REQUEST, sink);
        assertThat(sink.people().get(0).activity()).isEqualTo(Activity.INACTIVE);
        assertThat(sink.people().get(1).attribute("title")).containsExactly("x");
        assertThat(directory.activate("1").people().get(0).activity()).isEqualTo(Activity.ACTIVE);
    }

    @Test
    void somebodyWhoIsNotThereCannotBeChanged() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> directory.leave("9"))
                .withMessageContaining("'9'");
    }

    // It breaks

    @Test
    void diesAtAPlace() {
        Throwable thrown = catchThrowable(() -> directory.diesAt(2).read(REQUEST, sink));
        assertThat(thrown).isInstanceOf(DirectoryUnavailableException.class);
        assertThat(sink.deliveries()).isEqualTo(2);
        assertThat(sink.completion()).isEmpty();
        assertThat(directory.isOpen()).isFalse();
    }

    @Test
    void diesOfAnything() {
        RuntimeException broken = new IllegalStateException("password=hunter2");
        assertThat(catchThrowable(() -> directory.diesAt(3, broken).read(REQUEST, sink)))
                .isSameAs(broken);
        assertThat(sink.deliveries()).isEqualTo(3);
        assertThat(directory.validate(REQUEST).findings().toString())
                .contains("IllegalStateException")
                .doesNotContain("hunter2");
    }

    @Test
    void behavesAgain() {
        directory
                .diesAt(0, new DirectoryCredentialsException("refused"))
                .warns("w")
                .behaves();
        assertThat(keys()).containsExactly("ann", "bob", "cleo");
    }

    @Test
    void aPlaceThatNoReadComesToIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> directory.diesAt(4));
        assertThatIllegalArgumentException().isThrownBy(() -> directory.hangsAt(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> directory.unreadable("9", "why"));
        directory.diesAt(3).leave("1");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> directory.read(REQUEST, sink))
                .withMessageContaining("place 3");
    }

    // It hangs

    private Thread reading(AtomicReference<Throwable> thrown) {
        Thread reader = new Thread(() -> thrown.set(catchThrowable(() -> directory.read(REQUEST, sink))));
        reader.start();
        directory.awaitHanging();
        return reader;
    }

    @Test
    void hangsUntilItIsInterrupted() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        directory.hangsAt(1);
        Thread reader = reading(thrown);
        assertThat(directory.isOpen()).isTrue();
        reader.interrupt();
        reader.join();
        assertThat(thrown.get()).isInstanceOf(SnapshotIncompleteException.class);
        assertThat(sink.deliveries()).isEqualTo(1);
        assertThat(sink.calls(Call.CHECKPOINT)).isPositive();
        assertThat(directory.interruptions()).isEqualTo(1);
        assertThat(directory.isOpen()).isFalse();
    }

    @Test
    void hangsUntilItIsReleased() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        directory.hangsAt(1);
        Thread reader = reading(thrown);
        directory.release();
        reader.join();
        assertThat(thrown.get()).isNull();
        assertThat(sink.completion()).isPresent();
        assertThat(directory.interruptions()).isZero();
    }

    @Test
    void hangsStubbornlyThroughAnInterrupt() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        directory.hangsStubbornlyAt(1);
        Thread reader = reading(thrown);
        reader.interrupt();
        while (directory.interruptions() == 0) {
            Thread.onSpinWait();
        }
        assertThat(directory.isOpen()).isTrue();
        directory.release();
        reader.join();
        assertThat(thrown.get()).isInstanceOf(SnapshotIncompleteException.class);
    }

    // It delivers oddly

    @Test
    void repeatsPeople() {
        directory.repeats("1", "3");
        assertThat(keys()).containsExactly("ann", "bob", "cleo", "ann", "cleo");
    }

    @Test
    void deliversPeopleAsUnreadable() {
        directory.unreadable("1", "row 1").unidentifiable("2", "row 2").read(REQUEST, sink);
        assertThat(sink.people()).hasSize(1);
        assertThat(sink.unreadable())
                .containsExactly(
                        new RecordingSink.Unreadable(
                                DirectoryUser.builder()
                                        .externalId("1")
                                        .activity(Activity.ACTIVE)
                                        .build(),
                                "row 1"),
                        new RecordingSink.Unreadable(DirectoryUser.builder().build(), "row 2"));
        assertThat(sink.completion().orElseThrow().delivered()).isEqualTo(3);
    }

    @Test
    void deliversPeopleWhoComeUnreadable() {
        directory.hire(person("4", "dan").unreadable("row 4")).read(REQUEST, sink);
        assertThat(sink.unreadable().get(0).known().matchKey()).contains("dan");
    }

    @Test
    void leavesActivitiesUnknown() {
        directory.activityUnknown("1").read(REQUEST, sink);
        assertThat(sink.people().stream().map(DirectoryUser::activity))
                .containsExactly(Activity.UNKNOWN, Activity.ACTIVE, Activity.ACTIVE);
        RecordingSink second = new RecordingSink();
        directory.activityUnknownForAll().read(REQUEST, second);
        assertThat(second.people().stream().map(DirectoryUser::activity)).containsOnly(Activity.UNKNOWN);
    }

    @Test
    void deliversInAnotherOrderTheSameForTheSameSeed() {
        directory.shuffled(1);
        assertThat(keys())
                .containsExactlyInAnyOrder("ann", "bob", "cleo")
                .isNotEqualTo(List.of("ann", "bob", "cleo"))
                .isEqualTo(keys());
    }

    @Test
    void warns() {
        directory.warns("the group is empty").read(REQUEST, sink);
        assertThat(sink.warnings()).containsExactly("the group is empty");
    }

    @Test
    void doesSomethingInTheMiddle() {
        List<Integer> deliveriesThen = new ArrayList<>();
        directory
                .beforePerson(0, () -> deliveriesThen.add(sink.deliveries()))
                .beforePerson(2, () -> deliveriesThen.add(sink.deliveries()))
                .beforePerson(3, () -> directory.leave("1"))
                .read(REQUEST, sink);
        assertThat(deliveriesThen).containsExactly(0, 2);
        assertThat(sink.deliveries()).isEqualTo(3);
        assertThat(directory.people()).hasSize(2);
    }

    // It lies about the end

    @Test
    void claimsAWrongCount() {
        assertThat(directory.claimsCompletionWith(2).read(REQUEST, sink).delivered())
                .isEqualTo(2);
    }

    @Test
    void returnsNothing() {
        assertThat(directory.returnsNoCompletion().read(REQUEST, sink)).isNull();
        assertThat(sink.completion()).isEmpty();
        assertThat(directory.completesButReturnsNothing().read(REQUEST, sink)).isNull();
        assertThat(sink.completion()).isPresent();
    }

    @Test
    void returnsWhatThisSinkDidNotMake() {
        Completion earlier = directory.read(REQUEST, new RecordingSink());
        assertThat(directory.returnsCompletionOfAnotherRead().read(REQUEST, sink))
                .isSameAs(earlier);
        assertThat(directory.returnsForgedCompletion().read(REQUEST, sink)).isNotNull();
        assertThat(sink.completion()).isEmpty();
    }

    @Test
    void hasNoOtherCompletionToReturnBeforeTheFirstRead() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> directory.returnsCompletionOfAnotherRead().read(REQUEST, sink));
    }

    @Test
    void goesOnAfterTheEnd() {
        directory.completesThenDeliversMore().read(REQUEST, sink);
        assertThat(sink.violations()).hasSize(1);
        IllegalStateException late = new IllegalStateException("late");
        RecordingSink second = new RecordingSink();
        assertThat(catchThrowable(() -> directory.completesThenDies(late).read(REQUEST, second)))
                .isSameAs(late);
        assertThat(second.completion()).isPresent();
    }

    // It is looked at

    @Test
    void tellsWhetherItIsOpenAndHowOftenItWasRead() {
        List<Boolean> open = new ArrayList<>();
        directory.beforePerson(1, () -> open.add(directory.isOpen()));
        directory.read(REQUEST, sink.beforeCompletion(() -> open.add(directory.isOpen())));
        directory.validate(REQUEST);
        assertThat(open).containsExactly(true, false);
        assertThat(directory.reads()).isEqualTo(1);
        assertThat(directory.mostReadsAtOnce()).isEqualTo(1);
        assertThat(directory.validations()).isEqualTo(1);
        assertThat(directory.lastRequest()).contains(REQUEST);
    }
}

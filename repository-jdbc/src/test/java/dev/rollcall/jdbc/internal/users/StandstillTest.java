package dev.rollcall.jdbc.internal.users;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When batches that cannot begin mean that the database is down (R39). */
class StandstillTest {

    /** Near its overflow, as a stopwatch may be. */
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private final Standstill standstill = new Standstill(() -> nanos);
    private final Fence run = new Fence(DirectoryName.of("staff"), 7);
    private final Fence another = new Fence(DirectoryName.of("partners"), 7);
    private final Fence later = new Fence(DirectoryName.of("staff"), 8);

    private void pass(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }

    private void stuck(Fence... fences) {
        for (Fence fence : fences) {
            assertThatCode(() -> standstill.lasts(fence)).doesNotThrowAnyException();
        }
    }

    private void down(Fence fence) {
        assertThatExceptionOfType(RepositoryException.class)
                .isThrownBy(() -> standstill.lasts(fence))
                .withMessageContaining("batches in a row");
    }

    @Test
    void threeBatchesInARowAndAMinuteAreTooMuch() {
        stuck(run, run);
        pass(60);

        down(run);
        down(run);
    }

    @Test
    void twoBatchesAreBorneHoweverLongTheyTook() {
        stuck(run);
        pass(3_600);

        stuck(run);
    }

    @Test
    void manyBatchesAreBorneForLessThanAMinute() {
        stuck(run, run, run, run, run, run);
        pass(59);
        stuck(run);

        pass(1);
        down(run);
    }

    @Test
    void aBatchThatBeginsEndsTheRowAndTheMinute() {
        stuck(run, run);
        pass(60);
        standstill.moved(run, false);

        stuck(run, run, run);
        pass(60);
        down(run);
    }

    @Test
    void runsThatGetToTheRowOfTheHostAreNoStandstillOfTheOthers() {
        stuck(run, run);
        pass(60);
        standstill.moved(another, true);

        stuck(run, run, run);
    }

    @Test
    void anActThatGetsToTheRowOfTheHostIsNoStandstillEither() {
        stuck(run, run);
        pass(60);
        standstill.moved(Fence.none(another.directory()), true);

        stuck(run, run, run);
    }

    @Test
    void runsThatNeedLessThanTheOthersTellNothingOfThem() {
        stuck(run, another, run, another);
        pass(60);
        standstill.moved(another, false);

        stuck(another);
        down(run);
    }

    @Test
    void laterRunsHaveRowsOfTheirOwn() {
        stuck(run, run);
        pass(60);

        stuck(later, later, later);
        pass(60);
        down(later);
    }

    @Test
    void actsOfAdministratorsAreNotCounted() {
        Fence act = Fence.none(run.directory());
        stuck(run, act, act, act);
        pass(60);

        stuck(act, run, act);
        down(run);
    }
}

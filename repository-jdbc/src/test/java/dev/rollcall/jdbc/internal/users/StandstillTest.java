package dev.rollcall.jdbc.internal.users;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import org.junit.jupiter.api.Test;

/** When batches that cannot begin mean that the database is down (R39). */
class StandstillTest {

    private final Standstill standstill = new Standstill();
    private final Fence run = new Fence(DirectoryName.of("staff"), 7);
    private final Fence another = new Fence(DirectoryName.of("partners"), 7);
    private final Fence later = new Fence(DirectoryName.of("staff"), 8);

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
    void twoBatchesInARowAreBorneAndAThirdIsNot() {
        stuck(run, run);

        down(run);
        down(run);
    }

    @Test
    void aBatchThatBeginsEndsTheRow() {
        stuck(run, run);
        standstill.moved(run);

        stuck(run, run);
        down(run);
    }

    @Test
    void runsOfOtherDirectoriesAndLaterOnesHaveRowsOfTheirOwn() {
        stuck(run, another, run, another);
        standstill.moved(another);
        stuck(later, later, another);

        down(later);
    }

    @Test
    void actsOfAdministratorsAreNotCounted() {
        Fence act = Fence.none(run.directory());

        stuck(run, act, act, act, run, act);
        down(run);
    }
}

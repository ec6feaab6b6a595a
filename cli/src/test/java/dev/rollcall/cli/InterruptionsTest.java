package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Ctrl-C: the run is told, and the process waits for its end. */
class InterruptionsTest {

    private final Interruptions interruptions = new Interruptions();
    private final AtomicInteger stops = new AtomicInteger();

    @Test
    void whereNothingCanBeStoppedTheProcessEndsAsUsual() {
        assertThat(interruptions.interrupt()).isEqualTo(-1);
    }

    @Test
    void whatHasEndedIsNotStopped() {
        interruptions.during(stops::incrementAndGet, () -> {});

        assertThat(interruptions.interrupt()).isEqualTo(-1);
        assertThat(stops).hasValue(0);
    }

    @Test
    void alsoAfterAFailureNothingIsStopped() {
        assertThatIllegalStateException()
                .isThrownBy(() -> interruptions.during(stops::incrementAndGet, () -> {
                    throw new IllegalStateException("the run failed");
                }));

        assertThat(interruptions.interrupt()).isEqualTo(-1);
        assertThat(stops).hasValue(0);
    }

    @Test
    void theProcessWaitsForTheEndAndTakesItsCode() throws InterruptedException, ExecutionException {
        CountDownLatch stopped = new CountDownLatch(1);
        CompletableFuture<Integer> hook = new CompletableFuture<>();

        interruptions.during(
                () -> {
                    stops.incrementAndGet();
                    stopped.countDown();
                },
                () -> {
                    hook.completeAsync(interruptions::interrupt);
                    await(stopped);
                    assertThat(hook).as("it waits until the command has ended").isNotDone();
                });
        interruptions.ended(13);

        assertThat(hook.get()).isEqualTo(13);
        assertThat(stops).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

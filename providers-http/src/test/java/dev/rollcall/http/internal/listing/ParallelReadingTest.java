package dev.rollcall.http.internal.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Threads that read")
@Timeout(60)
class ParallelReadingTest {

    private static final Page PAGE = new Page(List.of(), null, OptionalLong.empty());
    private static final List<Numbers> LISTS = List.of(new Numbers("/a"));

    private static final class Refusing implements Listings.Receiver<Numbers> {
        @Override
        public void page(Numbers list, Page page) {
            throw new IllegalStateException("enough");
        }

        @Override
        public void waiting() {
            // Go on.
        }
    }

    @Test
    @DisplayName(
            "end although the interruption got lost in what they were at: where a page should go, and before they ask")
    void endWithoutTheirInterruption() {
        for (boolean asking : new boolean[] {false, true}) {
            AtomicReference<Thread> worker = new AtomicReference<>();
            AtomicBoolean wentOn = new AtomicBoolean();
            ParallelReading<Numbers> reading = new ParallelReading<>(LISTS, new Refusing(), "it", (list, taker) -> {
                worker.set(Thread.currentThread());
                taker.take(PAGE);
                swallowInterruption();
                if (asking) {
                    taker.checkWanted();
                } else {
                    taker.take(PAGE);
                }
                wentOn.set(true);
                return new Listings.Walk(2, 0, 0);
            });

            assertThatThrownBy(() -> reading.run(1)).hasMessage("enough");
            assertThat(worker.get().isAlive()).isFalse();
            assertThat(wentOn).isFalse();
        }
    }

    private static void swallowInterruption() {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
        } catch (InterruptedException e) {
            // It got lost.
        }
    }

    @Test
    @DisplayName("that die without a word end the reading")
    void dieWithoutAWord() {
        ParallelReading<Numbers> reading = new ParallelReading<>(
                LISTS,
                new Refusing(),
                "Directory at https://directory.test",
                (list, taker) -> null,
                work -> new Thread(() -> {}));

        assertThatThrownBy(() -> reading.run(4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("https://directory.test", "ended without a word");
    }
}

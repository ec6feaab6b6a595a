package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.testkit.RecordingSink.Call;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a read goes, and how it ends when it is given up. */
abstract class ProviderReadContract extends ProviderGroupContract {

    @Test
    @DisplayName("A read is declared complete once, as the last thing it does")
    void declaresTheReadCompleteOnceAndLast() {
        RecordingSink sink = new RecordingSink();
        provider(team()).read(everything(), sink);
        assertThat(sink.calls(Call.COMPLETE))
                .as("how often it was declared complete")
                .isEqualTo(1);
        assertThat(sink.violations()).as("what came after that").isEmpty();
    }

    @Test
    @DisplayName("A read is declared complete with the number of deliveries")
    void countsItsDeliveries() {
        RecordingSink sink = new RecordingSink();
        provider(team()).read(everything(), sink);
        assertThat(sink.completion().map(Completion::delivered))
                .as("the provider's own count")
                .contains((long) sink.deliveries());
    }

    @Test
    @DisplayName("A read is declared complete with the evidence for it, also where nobody is in scope (R1)")
    void givesEvidence() {
        for (DirectoryProvider provider : List.of(provider(team()), emptyScope())) {
            RecordingSink sink = new RecordingSink();
            provider.read(everything(), sink);
            assertThat(sink.completion().map(Completion::evidence).orElse(""))
                    .as("evidence")
                    .isNotBlank();
        }
    }

    @Test
    @DisplayName("What complete returned is returned")
    void returnsTheCompletionThatTheSinkMade() {
        RecordingSink sink = new RecordingSink();
        Completion returned = provider(team()).read(everything(), sink);
        assertThat(returned).isNotNull().isSameAs(sink.completion().orElse(null));
    }

    @Test
    @DisplayName("Everything is closed before the read is declared complete (R7)")
    void closesEverythingBeforeItDeclaresTheReadComplete() {
        DirectoryProvider provider = provider(team());
        LongSupplier open = openResources();
        RecordingSink sink = new RecordingSink()
                .beforeCompletion(() -> assertThat(open.getAsLong())
                        .as("connections, requests, cursors and files that are open when the read is declared complete")
                        .isZero());
        provider.read(everything(), sink);
        assertClosed(open);
    }

    @Test
    @DisplayName("A second read delivers the same people; in what order does not matter")
    void readsTheSamePeopleASecondTime() {
        List<DirectoryUser> team = team();
        DirectoryProvider provider = provider(team);
        assertDelivered(read(provider, everything()), everything(), team);
        assertDelivered(read(provider, everything()), everything(), team);
    }

    @Test
    @DisplayName(
            "An exception of the sink passes through unchanged, whichever person it comes at; then a new read works")
    void letsAnExceptionOfTheSinkThroughAtEachPerson() {
        List<DirectoryUser> team = team();
        for (int place = 0; place < team.size(); place++) {
            DirectoryProvider provider = provider(team);
            GivenUp givenUp = new GivenUp();
            assertThat(failing(provider, everything(), new RecordingSink().throwingAt(place, givenUp)))
                    .as("what came out of the read when the sink threw after %d deliveries", place)
                    .isSameAs(givenUp);
            assertDelivered(read(provider, everything()), everything(), team);
        }
    }

    @Test
    @DisplayName("An exception of checkpoint passes through unchanged; then a new read works")
    void letsAnExceptionOfACheckpointThrough() {
        letsThrough(Call.CHECKPOINT);
    }

    @Test
    @DisplayName("An exception of remaining passes through unchanged; then a new read works")
    void letsAnExceptionOfRemainingThrough() {
        letsThrough(Call.REMAINING);
    }

    @Test
    @DisplayName("An exception of complete passes through unchanged; then a new read works")
    void letsAnExceptionOfCompleteThrough() {
        letsThrough(Call.COMPLETE);
    }

    @Test
    @DisplayName("An exception of warning passes through unchanged; then a new read works")
    void letsAnExceptionOfAWarningThrough() {
        letsThrough(Call.WARNING);
    }

    @Test
    @DisplayName("An exception of pause passes through unchanged, when the provider waits before another attempt")
    void letsAnExceptionOfAPauseThrough() {
        DirectoryProvider provider = brokenAt(team(), 1);
        RecordingSink patient = new RecordingSink();
        failing(provider, everything(), patient);
        assumeCalled(patient, Call.PAUSE);
        GivenUp givenUp = new GivenUp();
        assertThat(failing(provider, everything(), new RecordingSink().throwingFrom(Call.PAUSE, givenUp)))
                .isSameAs(givenUp);
    }

    private void letsThrough(Call method) {
        List<DirectoryUser> team = team();
        DirectoryProvider provider = provider(team);
        assumeCalled(read(provider, everything()), method);
        GivenUp givenUp = new GivenUp();
        assertThat(failing(provider, everything(), new RecordingSink().throwingFrom(method, givenUp)))
                .isSameAs(givenUp);
        assertDelivered(read(provider, everything()), everything(), team);
    }

    @Test
    @DisplayName("Everything is closed when the sink has thrown, whichever person it was at (R7)")
    void closesEverythingWhenTheSinkThrows() {
        List<DirectoryUser> team = team();
        for (int place = 0; place < team.size(); place++) {
            DirectoryProvider provider = provider(team);
            LongSupplier open = openResources();
            failing(provider, everything(), new RecordingSink().throwingAt(place, new GivenUp()));
            assertClosed(open);
        }
    }

    final void assertClosed(LongSupplier open) {
        assertThat(open.getAsLong())
                .as("connections, requests, cursors and files that are open after the read")
                .isZero();
    }

    @Test
    @DisplayName("An interrupted read ends promptly with what the sink throws, and the thread stays interrupted")
    void endsPromptlyWhenItIsInterrupted() throws InterruptedException {
        List<DirectoryUser> team = team();
        for (int place = 0; place <= team.size(); place++) {
            GivenUp givenUp = new GivenUp();
            RecordingSink sink = new RecordingSink();
            Runnable interrupt = () -> {
                sink.giveUp(givenUp);
                Thread.currentThread().interrupt();
            };
            sink.after(place, interrupt);
            Reader reader = new Reader(provider(team), sink, place == 0 ? interrupt : () -> {});
            reader.start();
            reader.assertEnds();
            assertThat(reader.thrown)
                    .as("what ended a read that was interrupted after %d deliveries", place)
                    .isSameAs(givenUp);
            assertThat(reader.isStillInterrupted)
                    .as("the interrupt flag after a read that was interrupted after %d deliveries", place)
                    .isTrue();
            assertThat(sink.violations()).as("What the provider may not do").isEmpty();
        }
    }

    @Test
    @DisplayName("A read ends promptly when it is interrupted while the directory does not answer")
    void endsPromptlyWhenItIsInterruptedWhileTheDirectoryDoesNotAnswer() throws InterruptedException {
        List<DirectoryUser> team = team();
        int place = team.size() / 2;
        DirectoryProvider provider = hangingAt(team, place);
        GivenUp givenUp = new GivenUp();
        CountDownLatch reached = new CountDownLatch(1);
        RecordingSink sink = new RecordingSink().after(place, reached::countDown);
        Reader reader = new Reader(provider, sink, () -> {});
        reader.start();
        assertThat(reached.await(patience().toMillis(), TimeUnit.MILLISECONDS))
                .as("the read comes to where the directory does not answer")
                .isTrue();
        sink.giveUp(givenUp);
        reader.interrupt();
        reader.assertEnds();
        assertThat(reader.thrown).isSameAs(givenUp);
    }

    @Test
    @DisplayName("Two providers that read at once do not disturb one another")
    void readsBesideAnotherProvider() throws InterruptedException {
        List<DirectoryUser> first = team();
        List<DirectoryUser> second = team();
        CyclicBarrier together = new CyclicBarrier(2);
        RecordingSink firstSink = new RecordingSink().after(1, () -> await(together));
        RecordingSink secondSink = new RecordingSink().after(1, () -> await(together));
        Reader one = new Reader(provider(first), firstSink, () -> {});
        Reader other = new Reader(provider(second), secondSink, () -> {});
        one.start();
        other.start();
        one.assertEnds();
        other.assertEnds();
        assertThat(one.thrown).as("what ended the one").isNull();
        assertThat(other.thrown).as("what ended the other").isNull();
        assertDelivered(firstSink, everything(), first);
        assertDelivered(secondSink, everything(), second);
        assertThat(firstSink.completion().map(Completion::delivered)).contains((long) firstSink.deliveries());
        assertThat(secondSink.completion().map(Completion::delivered)).contains((long) secondSink.deliveries());
    }

    private void await(CyclicBarrier together) {
        try {
            together.await(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new AssertionError("The other read never came to its first delivery", e);
        }
    }

    /** A thread that reads. */
    private final class Reader extends Thread {
        private final DirectoryProvider provider;
        private final RecordingSink sink;
        private final Runnable before;
        private volatile @Nullable Throwable thrown;
        private volatile boolean isStillInterrupted;

        Reader(DirectoryProvider provider, RecordingSink sink, Runnable before) {
            super("directory-provider-contract");
            setDaemon(true);
            this.provider = provider;
            this.sink = sink;
            this.before = before;
        }

        @Override
        public void run() {
            before.run();
            try {
                provider.read(everything(), sink);
            } catch (Throwable e) {
                thrown = e;
            } finally {
                isStillInterrupted = isInterrupted();
                sink.readEnded();
            }
        }

        void assertEnds() throws InterruptedException {
            join(patience().toMillis());
            assertThat(isAlive())
                    .as("the read still goes on after %s", patience())
                    .isFalse();
        }
    }
}

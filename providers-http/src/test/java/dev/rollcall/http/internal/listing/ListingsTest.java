package dev.rollcall.http.internal.listing;

import static dev.rollcall.http.internal.exchange.ScriptedTransport.answer;
import static dev.rollcall.http.internal.listing.Numbers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.client.InterruptedReadException;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.Transport;
import dev.rollcall.http.internal.listing.Listings.Walk;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Several lists")
@Timeout(60)
class ListingsTest {

    private final Reading reading = new Reading();

    @AfterEach
    void noFlagIsLeft() {
        Thread.interrupted();
    }

    /** Answers nothing until it is interrupted, and knows what is under way. */
    private static final class SilentService implements Transport {
        private final Semaphore asked = new Semaphore(0);
        private final AtomicInteger underWay = new AtomicInteger();

        @Override
        public Answer send(Request request, Duration timeout) throws InterruptedException {
            underWay.incrementAndGet();
            asked.release();
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("nobody counts down");
            } finally {
                underWay.decrementAndGet();
            }
        }
    }

    @Test
    @DisplayName(
            "are all read to their ends, each in its order, and accounted for in the order in which they were given")
    void allOfThem() {
        for (int i = 0; i < 20; i++) {
            reading.transport
                    .at("/" + i, page("/" + i + "?2", i, i + 1))
                    .at("/" + i + "?2", page("/" + i + "?3", i + 2))
                    .at("/" + i + "?3", page(""));
        }
        reading.transport.at("/none", page(""));

        String[] paths = IntStream.rangeClosed(0, 20)
                .mapToObj(i -> i == 13 ? "/none" : "/" + (i < 13 ? i : i - 1))
                .toArray(String[]::new);
        List<Walk> walks = reading.read(paths);

        assertThat(walks).hasSize(21).contains(new Walk(3, 3, 0));
        assertThat(walks.get(13)).isEqualTo(new Walk(1, 0, 0));
        assertThat(reading.received).hasSize(21).containsEntry("/7", List.of(7L, 8L, 9L));
    }

    @Test
    @DisplayName("may be none")
    void none() {
        assertThat(reading.read()).isEmpty();
    }

    @Test
    @DisplayName("are read at once, and handed over on the caller's thread alone")
    void atOnce() {
        CyclicBarrier together = new CyclicBarrier(4);
        Set<String> workers = ConcurrentHashMap.newKeySet();
        Set<Thread> receivers = ConcurrentHashMap.newKeySet();
        Transport transport = (request, timeout) -> {
            workers.add(Thread.currentThread().getName());
            meet(together);
            assertThat(Thread.currentThread().isDaemon()).isTrue();
            return page("", 1);
        };

        reading.onPage(() -> receivers.add(Thread.currentThread()));
        reading.read(transport, "/a", "/b", "/c", "/d");

        assertThat(workers).hasSize(4).allMatch(name -> name.matches("rollcall-http-\\d+"));
        assertThat(receivers).containsExactly(Thread.currentThread());
    }

    @Test
    @DisplayName("are no more at once than the settings say")
    void notTooMany() {
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        Transport transport = (request, timeout) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            assertThat(released.await(30, TimeUnit.SECONDS)).isTrue();
            underWay.decrementAndGet();
            return page("", 1);
        };
        reading.onWaiting(() -> {
            // A third one would be under way by the second look: nothing holds it up.
            if (underWay.get() >= 2 && looks.incrementAndGet() == 2) {
                released.countDown();
            }
        });

        reading.with(HttpSettings.usual().withParallel(2));
        reading.read(transport, "/a", "/b", "/c", "/d", "/e");

        assertThat(most).hasValue(2);
        assertThat(reading.received).hasSize(5);
    }

    @Test
    @DisplayName("are not read ahead: while a page is dealt with, one more is fetched and no third")
    void noMoreThanTwo() {
        Semaphore fetched = new Semaphore(0);
        AtomicInteger requests = new AtomicInteger();
        AtomicInteger handled = new AtomicInteger();
        Transport transport = (request, timeout) -> {
            int number = requests.incrementAndGet();
            fetched.release();
            return number == 30 ? page("", number) : page("/a?after=" + number, number);
        };

        reading.onPage(() -> {
            int before = handled.get();
            // The next page is fetched while this one is here ...
            if (before < 29) {
                acquire(fetched, before == 0 ? 2 : 1);
            }
            // ... and those that were asked for are this one, the ones before, and that one.
            assertThat(requests.get()).isLessThanOrEqualTo(before + 2);
            handled.incrementAndGet();
        });
        reading.read(transport, "/a");

        assertThat(handled).hasValue(30);
    }

    @Test
    @DisplayName("end together: when one fails, the others are cancelled, and nothing is under way")
    void oneFails() {
        SilentService silent = new SilentService();
        Transport transport = (request, timeout) -> {
            if (request.uri().getPath().equals("/bad")) {
                acquire(silent.asked, 2);
                return answer(404, "");
            }
            return silent.send(request, timeout);
        };

        assertThatThrownBy(() -> reading.read(transport, "/a", "/bad", "/b", "/never"))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("the numbers of '/bad'");
        assertThat(silent.underWay).hasValue(0);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    @DisplayName("end together: what is wrong in a parser is thrown as it is")
    void somethingIsWrong() {
        reading.transport.then(answer(200, "[]", "Total", "many"));

        assertThatThrownBy(() -> reading.read("/a", "/b")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    @DisplayName("end together: an error in a thread that reads is the caller's")
    void anError() {
        Error error = new StackOverflowError("deep");
        Transport transport = (request, timeout) -> {
            throw error;
        };

        assertThatThrownBy(() -> reading.read(transport, "/a", "/b")).isSameAs(error);
    }

    @Test
    @DisplayName(
            "end together: whoever interrupts a thread that reads makes the directory unavailable, not the caller interrupted")
    void oneWorkerIsInterrupted() {
        Transport transport = (request, timeout) -> {
            throw new InterruptedException();
        };

        assertThatThrownBy(() -> reading.read(transport, "/a"))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContainingAll("https://directory.test", "interrupted, and not by the run");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    @DisplayName("end when the receiver does not want a page, and nothing is under way")
    void receiverThrows() {
        SilentService silent = new SilentService();
        Transport transport = (request, timeout) -> {
            if (request.uri().getPath().equals("/a")) {
                acquire(silent.asked, 1);
                return page("/a?after=1", 1);
            }
            return silent.send(request, timeout);
        };
        reading.onPage(() -> {
            throw new IllegalStateException("enough");
        });

        assertThatThrownBy(() -> reading.read(transport, "/a", "/b")).hasMessage("enough");
        assertThat(silent.underWay).hasValue(0);
    }

    @Test
    @DisplayName("R7: end when the run is given up while nothing arrives, and nothing is under way")
    void givenUp() {
        SilentService silent = new SilentService();
        AtomicInteger asked = new AtomicInteger();
        reading.onWaiting(() -> {
            if (asked.incrementAndGet() == 3) {
                throw new IllegalStateException("given up");
            }
        });

        assertThatThrownBy(() -> reading.read(silent, "/a", "/b", "/c", "/d", "/e"))
                .hasMessage("given up");
        assertThat(silent.asked.availablePermits()).isLessThanOrEqualTo(4);
        assertThat(silent.underWay).hasValue(0);
    }

    @Test
    @DisplayName("R7: end when the caller is interrupted, whose receiver says so with its own exception")
    void interrupted() {
        SilentService silent = new SilentService();
        Thread caller = Thread.currentThread();
        reading.onWaiting(() -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the run was cancelled");
            }
        });
        Thread canceller = new Thread(() -> {
            acquire(silent.asked, 2);
            caller.interrupt();
        });
        canceller.start();

        assertThatThrownBy(() -> reading.read(silent, "/a", "/b")).hasMessage("the run was cancelled");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(silent.underWay).hasValue(0);
    }

    @Test
    @DisplayName("end when the caller is interrupted, also where its receiver does not mind")
    void interruptedAnyway() {
        SilentService silent = new SilentService();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> reading.read(silent, "/a", "/b")).isInstanceOf(InterruptedReadException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(silent.underWay).hasValue(0);
    }

    @Test
    @DisplayName("ask between pages whether to go on")
    void betweenPages() {
        AtomicInteger asked = new AtomicInteger();
        reading.onWaiting(asked::incrementAndGet);
        reading.transport.at("/a", page("/a?2", 1)).at("/a?2", page("/a?3", 2)).at("/a?3", page("", 3));

        reading.read("/a");
        assertThat(asked).hasValueGreaterThanOrEqualTo(3);
    }

    private static void acquire(Semaphore semaphore, int permits) {
        try {
            assertThat(semaphore.tryAcquire(permits, 30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

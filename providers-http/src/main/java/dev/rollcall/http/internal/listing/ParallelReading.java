package dev.rollcall.http.internal.listing;

import dev.rollcall.http.internal.client.InterruptedReadException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reading of several lists: workers walk through them, the caller's thread takes what they bring. Used once. */
final class ParallelReading<L extends Listing> {

    private static final Logger log = LoggerFactory.getLogger(ParallelReading.class);

    private static final long LOOK_UP_MILLIS = 100;
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final AtomicInteger THREADS = new AtomicInteger();

    /** Reads one list to its end. */
    interface Walker<L> {
        Listings.Walk walk(L list, PageWalk.PageTaker taker) throws InterruptedException;
    }

    /** Something that a worker has for the caller's thread. */
    private interface Message {
        void deliver();
    }

    private final List<L> lists;
    private final Listings.Receiver<? super L> receiver;
    private final Walker<L> walker;
    private final AtomicInteger next = new AtomicInteger();
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final Listings.Walk[] walks;
    private int finished;

    ParallelReading(List<L> lists, Listings.Receiver<? super L> receiver, Walker<L> walker) {
        this.lists = List.copyOf(lists);
        this.receiver = receiver;
        this.walker = walker;
        this.walks = new Listings.Walk[lists.size()];
    }

    List<Listings.Walk> run(int parallel) {
        List<Thread> workers = new ArrayList<>();
        try {
            for (int i = 0; i < Math.min(parallel, lists.size()); i++) {
                Thread worker = new Thread(this::work, "rollcall-http-" + THREADS.incrementAndGet());
                worker.setDaemon(true);
                worker.start();
                workers.add(worker);
            }
            while (finished < lists.size()) {
                Message message = messages.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (message != null) {
                    message.deliver();
                }
                receiver.waiting();
            }
            return List.copyOf(Arrays.asList(walks));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            receiver.waiting();
            throw new InterruptedReadException();
        } finally {
            end(workers);
        }
    }

    private void work() {
        try {
            for (int i = next.getAndIncrement(); i < lists.size(); i = next.getAndIncrement()) {
                int place = i;
                L list = lists.get(place);
                // One page may be with the caller's thread or on its way; the worker holds the second until that one is
                // dealt with.
                Semaphore room = new Semaphore(1);
                Listings.Walk walk = walker.walk(list, page -> {
                    room.acquire();
                    messages.add(() -> {
                        receiver.page(list, page);
                        room.release();
                    });
                });
                messages.add(() -> {
                    walks[place] = walk;
                    finished++;
                });
            }
        } catch (InterruptedException e) {
            fail(new InterruptedReadException());
        } catch (RuntimeException e) {
            fail(e);
        } catch (Error e) {
            messages.add(() -> {
                throw e;
            });
        }
    }

    private void fail(RuntimeException failure) {
        messages.add(() -> {
            throw failure;
        });
    }

    /** Ends the workers, and waits until they have: what they were at is cancelled by the interruption. */
    private static void end(List<Thread> workers) {
        workers.forEach(Thread::interrupt);
        boolean interrupted = false;
        long end = System.nanoTime() + FAREWELL_NANOS;
        for (Thread worker : workers) {
            long left;
            while (worker.isAlive() && (left = end - System.nanoTime()) > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedJoin(worker, Math.max(left, 1_000_000));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (worker.isAlive()) {
                log.warn("{} did not end when it was interrupted, and was left behind", worker.getName());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

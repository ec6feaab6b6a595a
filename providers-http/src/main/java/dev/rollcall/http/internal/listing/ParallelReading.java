package dev.rollcall.http.internal.listing;

import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.http.internal.client.InterruptedReadException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
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
        void deliver() throws InterruptedException;
    }

    private final List<L> lists;
    private final Listings.Receiver<? super L> receiver;
    private final String service;
    private final Walker<L> walker;
    private final ThreadFactory threads;
    private final AtomicInteger next = new AtomicInteger();
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final Listings.Walk[] walks;
    private int finished;

    /** Set before the workers are interrupted: an interruption can get lost in what they are at, and this cannot. */
    private volatile boolean over;

    /** @param service what is read from, for messages */
    ParallelReading(List<L> lists, Listings.Receiver<? super L> receiver, String service, Walker<L> walker) {
        this(lists, receiver, service, walker, ParallelReading::newWorker);
    }

    /** As the other, with the threads to be told. */
    ParallelReading(
            List<L> lists,
            Listings.Receiver<? super L> receiver,
            String service,
            Walker<L> walker,
            ThreadFactory threads) {
        this.lists = List.copyOf(lists);
        this.receiver = receiver;
        this.service = service;
        this.walker = walker;
        this.threads = threads;
        this.walks = new Listings.Walk[lists.size()];
    }

    private static Thread newWorker(Runnable work) {
        Thread worker = new Thread(work, "rollcall-http-" + THREADS.incrementAndGet());
        worker.setDaemon(true);
        return worker;
    }

    List<Listings.Walk> run(int parallel) {
        List<Thread> workers = new ArrayList<>();
        try {
            for (int i = 0; i < Math.min(parallel, lists.size()); i++) {
                Thread worker = threads.newThread(this::work);
                worker.start();
                workers.add(worker);
            }
            while (finished < lists.size()) {
                Message message = messages.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (message != null) {
                    message.deliver();
                } else if (workers.stream().noneMatch(Thread::isAlive) && messages.isEmpty()) {
                    throw new IllegalStateException("the threads that read from " + service
                            + " ended without a word, perhaps for want of memory; nothing of this read counts");
                }
                receiver.waiting();
            }
            return List.copyOf(Arrays.asList(walks));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            receiver.waiting();
            throw new InterruptedReadException();
        } finally {
            over = true;
            end(workers);
        }
    }

    private void work() {
        try {
            for (int i = next.getAndIncrement(); i < lists.size() && !over; i = next.getAndIncrement()) {
                int place = i;
                Listings.Walk walk = walker.walk(lists.get(place), new Handing(lists.get(place)));
                messages.add(() -> {
                    walks[place] = walk;
                    finished++;
                });
            }
        } catch (InterruptedException | InterruptedReadException e) {
            messages.add(this::tellInterruption);
        } catch (RuntimeException e) {
            messages.add(() -> {
                throw e;
            });
        } catch (Error e) {
            messages.add(() -> {
                throw e;
            });
        }
    }

    /**
     * The reading itself interrupts workers only when it no longer takes messages: so it was the caller, or somebody
     * else.
     */
    private void tellInterruption() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        throw new DirectoryUnavailableException(
                service + ": a thread that reads was interrupted, and not by the run; run again");
    }

    /** Hands the pages of one list to the caller's thread. */
    private final class Handing implements PageWalk.PageTaker {
        private final L list;
        /**
         * One page may be with the caller's thread or on its way; the worker holds the second until that one is dealt
         * with.
         */
        private final Semaphore room = new Semaphore(1);

        Handing(L list) {
            this.list = list;
        }

        @Override
        public void checkWanted() throws InterruptedException {
            if (over) {
                throw new InterruptedException();
            }
        }

        @Override
        public void take(Page page) throws InterruptedException {
            do {
                checkWanted();
            } while (!room.tryAcquire(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS));
            messages.add(() -> {
                receiver.page(list, page);
                room.release();
            });
        }
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

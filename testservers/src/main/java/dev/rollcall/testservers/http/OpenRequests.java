package dev.rollcall.testservers.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts the requests that are being answered. */
final class OpenRequests {

    private int now;
    private int most;

    /** Counts a request that begins. What is returned counts its end; only the first call of it does. */
    synchronized Runnable begin() {
        now++;
        most = Math.max(most, now);
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (!ended.getAndSet(true)) {
                end();
            }
        };
    }

    private synchronized void end() {
        now--;
        notifyAll();
    }

    synchronized int now() {
        return now;
    }

    synchronized int most() {
        return most;
    }

    synchronized boolean awaitNone(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (now > 0) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

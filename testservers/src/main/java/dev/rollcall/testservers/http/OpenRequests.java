package dev.rollcall.testservers.http;

import java.time.Duration;

/** Counts the requests that are being answered. */
final class OpenRequests {

    private int now;
    private int most;

    synchronized void begin() {
        now++;
        most = Math.max(most, now);
    }

    synchronized void end() {
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

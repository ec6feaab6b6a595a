package dev.rollcall.testkit.contracts;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A place where the first thread that comes waits for the second, so that both are in the midst of something at once.
 */
final class Overlap {

    private final CountDownLatch here = new CountDownLatch(2);

    void await() {
        here.countDown();
        try {
            if (!here.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("No second thread came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

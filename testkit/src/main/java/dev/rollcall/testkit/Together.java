package dev.rollcall.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does several things at the same time, as a contract does where it speaks of two runs. */
final class Together {

    private Together() {}

    /**
     * Does these on a thread each; all start together. The results are in the order of the acts. A claim that fails on
     * its thread fails here too.
     */
    static <T> List<T> run(List<? extends Callable<? extends T>> acts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(acts.size());
        ExecutorService threads = Executors.newFixedThreadPool(acts.size());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<? extends T> act : acts) {
                running.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return act.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get(60, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError broken) {
                throw broken;
            }
            throw e;
        } finally {
            threads.shutdownNow();
        }
    }
}

package dev.rollcall.testservers;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is left to do when the JVM ends, the latest first: servers that nobody closed, folders that nobody removed. */
final class AtExit {

    private static final Deque<Runnable> TASKS = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "test servers at exit"));
    }

    private AtExit() {}

    static void add(Runnable task) {
        synchronized (TASKS) {
            TASKS.push(task);
        }
    }

    static void remove(Runnable task) {
        synchronized (TASKS) {
            TASKS.remove(task);
        }
    }

    private static void runAll() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                System.err.println("a test server was not cleared away: " + e.getMessage());
            }
        }
    }

    private static @Nullable Runnable next() {
        synchronized (TASKS) {
            return TASKS.poll();
        }
    }
}

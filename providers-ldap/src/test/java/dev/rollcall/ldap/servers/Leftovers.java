package dev.rollcall.ldap.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;

/** The threads that runs started and did not end. */
final class Leftovers {

    private static final long PATIENCE_MILLIS = 20_000;

    private final Set<Thread> before = threads();

    /** Those that are on their way out are waited for. */
    void assertNone() throws InterruptedException {
        for (Thread thread : fresh()) {
            thread.join(PATIENCE_MILLIS);
        }
        assertThat(fresh()).as("threads that are left after a run").isEmpty();
    }

    private Set<Thread> fresh() {
        return threads().stream().filter(thread -> !before.contains(thread)).collect(Collectors.toSet());
    }

    /** Those of a run, and those of the client library. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rollcall-")
                        || thread.getName().startsWith("Connection reader")
                        || thread.getName().startsWith("LDAP"))
                .collect(Collectors.toSet());
    }
}

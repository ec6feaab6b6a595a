package dev.rollcall.ldap.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads of this JVM that a test started without meaning to. */
public final class ClientThreads {

    private final Set<Thread> before = living();

    /** Takes stock of those that are there already. */
    public ClientThreads() {}

    private static Set<Thread> living() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    /** Everything that a session needs has ended; the threads of servers in this JVM do not count. */
    public void assertNoneLeft() throws InterruptedException {
        for (Thread thread : started()) {
            thread.join(Duration.ofSeconds(20).toMillis());
        }
        assertThat(started()).isEmpty();
    }

    private Set<Thread> started() {
        return living().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive() && isClients(thread.getName()))
                .collect(Collectors.toSet());
    }

    private static boolean isClients(String name) {
        return !name.startsWith("scripted-")
                && !name.startsWith("test-")
                && !name.startsWith("LDAP Listener")
                && !name.startsWith("LDAPListener")
                && !name.contains("junit")
                && !name.startsWith("Attach Listener")
                && !name.startsWith("process reaper");
    }
}

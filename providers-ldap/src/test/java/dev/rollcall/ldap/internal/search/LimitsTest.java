package dev.rollcall.ldap.internal.search;

import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.Habits;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("F67, F124: no server holds a read up for ever, or fills the memory")
@Tag("slow")
class LimitsTest {

    private final ScriptedLdapServer server = new ScriptedLdapServer();
    private final CountDownLatch silent = new CountDownLatch(1);

    @AfterEach
    void close() {
        server.close();
    }

    private LdapDirectoryProvider.Builder threePages() {
        server.add(Entries.people(25));
        return server.provider().pageSize(10);
    }

    @ParameterizedTest(name = "page {0}")
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("F67: silence within a page ends the read within the response time limit")
    void silenceEndsTheRead(int page) {
        LdapDirectoryProvider.Builder provider = threePages().responseTimeout(Duration.ofMillis(300));
        server.with(Habits.silent(page, server, silent));
        long begin = System.nanoTime();

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("silent");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("F67: the total time limit ends a read whose server is silent for longer")
    void theTotalEndsTheRead() {
        LdapDirectoryProvider.Builder provider = threePages().totalTimeout(Duration.ofSeconds(1));
        server.with(Habits.silent(2, server, silent));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("total time limit");
    }

    @ParameterizedTest(name = "pages: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("F67: a reader who is slow does not make the server one who is silent")
    void aSlowReaderIsNoSilence(boolean pages) {
        int more = 6000; // than what is read ahead
        server.add(Entries.people(more));
        LdapDirectoryProvider.Builder provider = server.provider().responseTimeout(Duration.ofMillis(500));
        RecordingSink sink = new RecordingSink().after(1, () -> waitFor(new CountDownLatch(1), 1500));

        read(pages ? provider.pageSize(more) : provider.withoutPages(), sink);

        assertThat(sink.people()).hasSize(more);
    }

    @Test
    @DisplayName("F124: large entries wait on their way, not in memory, while a reader is slow")
    void largeEntriesDoNotFillTheMemory() {
        int count = 1000;
        Attribute photo = new Attribute("jpegPhoto", new byte[100_000]);
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger sentBefore = new AtomicInteger();
        server.with((asked, usual) -> {
            if (!asked.isForMany()) {
                return usual.answer(asked);
            }
            for (String name : Entries.names(count)) {
                Entry entry = Entries.person(name);
                entry.addAttribute(photo);
                asked.connection().sendSearchResultEntry(asked.messageId(), entry);
                sent.incrementAndGet();
            }
            return asked.end(com.unboundid.ldap.sdk.ResultCode.SUCCESS);
        });
        RecordingSink sink = new RecordingSink().after(1, () -> {
            waitFor(new CountDownLatch(1), 1500);
            sentBefore.set(sent.get());
        });

        read(server.provider().withoutPages(), sink);

        assertThat(sentBefore)
                .as("of %d, some of them between here and there", count)
                .hasValueLessThan(count / 2);
        assertThat(sink.people()).hasSize(count);
    }

    @Test
    @DisplayName("F124: an entry that is larger than all that may wait comes through")
    void oneVeryLargeEntry() {
        server.add(Entries.person("uid=a," + ScriptedLdapServer.PEOPLE, "mail=" + "x".repeat(10_000_000)));
        server.add(Entries.people(3));

        assertThat(read(server.provider()).people()).hasSize(4);
    }

    @Test
    @DisplayName("F67: a server that sends a long answer steadily is not silent, however long the whole of it takes")
    void aLongAnswerIsNoSilence() {
        server.add(Entries.people(6)).with((asked, usual) -> {
            if (asked.isForMany()) {
                for (String name : Entries.names(6)) {
                    waitFor(new CountDownLatch(1), 150);
                    asked.connection().sendSearchResultEntry(asked.messageId(), Entries.person(name));
                }
                return asked.end(com.unboundid.ldap.sdk.ResultCode.SUCCESS);
            }
            return usual.answer(asked);
        });

        assertThat(read(server.provider().withoutPages().responseTimeout(Duration.ofMillis(500)))
                        .people())
                .hasSize(6);
    }

    @Test
    @DisplayName(
            "R7: an interrupt within a page ends the read in less than two seconds, and leaves no thread and no connection")
    void anInterruptEndsTheRead() throws Exception {
        LdapDirectoryProvider.Builder provider = threePages();
        server.with(Habits.silent(2, server, silent));
        Set<Thread> before = threads();
        RecordingSink sink = new RecordingSink();
        FutureTask<Boolean> read = new FutureTask<>(() -> {
            assertThatThrownBy(() -> read(provider, sink)).isInstanceOf(DirectoryUnavailableException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread reader = new Thread(read, "reader");
        reader.start();
        silent.await();

        reader.interrupt();

        assertThat(read.get(2, TimeUnit.SECONDS)).as("the flag is restored").isTrue();
        reader.join();
        awaitNo(before);
        assertThat(sink.completion()).isEmpty();
    }

    @Test
    @DisplayName("R7: a sink that gives the read up within a page leaves no thread and no connection")
    void aSinkThatGivesUpEndsTheRead() throws Exception {
        server.add(Entries.people(1000));
        Set<Thread> before = threads();
        RecordingSink sink = new RecordingSink().throwingAt(5, new IllegalStateException("given up"));

        assertThatThrownBy(() -> read(server.provider().pageSize(100), sink)).hasMessage("given up");

        assertThat(sink.violations()).isEmpty();
        awaitNo(before);
    }

    @Test
    @DisplayName("F68: a read that is complete leaves no thread and no connection")
    void nothingIsLeft() throws Exception {
        Set<Thread> before = threads();

        read(threePages());

        awaitNo(before);
    }

    @Test
    @DisplayName("F124: a server that sends the same page for ever is stopped by the limit of entries")
    void endlessPagesEnd() {
        LdapDirectoryProvider.Builder provider = threePages().maxEntries(1000);
        server.with(Habits.sameCookieForEver());

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("more than 1000 entries");
    }

    @Test
    @DisplayName("F124: a server that sends empty pages for ever is stopped")
    void endlessEmptyPagesEnd() {
        LdapDirectoryProvider.Builder provider = threePages();
        server.with(Habits.emptyPages(Long.MAX_VALUE));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("empty pages");
    }

    @ParameterizedTest(name = "{0} entries of 25")
    @ValueSource(ints = {24, 25})
    @DisplayName("F124: more entries than the limit are a failure, as many are fine")
    void theLimitOfEntriesIsExact(int limit) {
        LdapDirectoryProvider.Builder provider = threePages().maxEntries(limit);

        if (limit < 25) {
            assertThatThrownBy(() -> read(provider)).isInstanceOf(SnapshotIncompleteException.class);
        } else {
            assertThat(read(provider).people()).hasSize(25);
        }
    }

    @Test
    @DisplayName("F124: an entry that is larger than the limit is a failure")
    void aLargeEntryIsAFailure() {
        server.add(Entries.person("uid=huge," + ScriptedLdapServer.PEOPLE, "mail=" + "x".repeat(50_000)));

        assertThatThrownBy(() -> read(server.provider().maxEntryBytes(10_000))).isInstanceOf(DirectoryException.class);
        assertThat(read(server.provider().maxEntryBytes(100_000)).people()).hasSize(1);
    }

    private static void waitFor(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("LDAPListener"))
                .collect(Collectors.toSet());
    }

    /** The server notes a moment later than the client that a connection was closed. */
    private void awaitNo(Set<Thread> before) throws InterruptedException {
        if (silent.getCount() == 0) {
            server.close();
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (System.nanoTime() < end && (server.connections() > 0 || !before.containsAll(threads()))) {
            Thread.onSpinWait();
        }
        assertThat(server.connections()).isZero();
        assertThat(threads()).isSubsetOf(before);
    }
}

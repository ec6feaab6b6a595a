package dev.rollcall.ldap.internal.search;

import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.Habits;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.ldap.internal.connection.ClientThreads;
import dev.rollcall.testkit.RecordingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@DisplayName("F67: no server holds a read up for ever")
@Tag("slow")
class SilenceTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @AutoClose
    private final ScriptedLdapServer server = new ScriptedLdapServer();

    private final CountDownLatch silent = new CountDownLatch(1);
    private final List<SearchResultEntry> found = new ArrayList<>();

    @ParameterizedTest(name = "page {0}")
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("silence within a page ends the search when the response time limit is over")
    void silenceEndsTheSearch(int page) {
        server.add(Entries.people(25)).with(Habits.silent(page, server, silent));
        try (OpenSearches open = new OpenSearches(server)) {
            assertThatThrownBy(() -> open.people(10, Duration.ofMillis(300), found::add))
                    .isInstanceOf(DirectoryUnavailableException.class)
                    .hasMessageContaining("silent for 300 ms");
        }
    }

    @Test
    @DisplayName("the total time limit ends a search whose server is silent for longer")
    void theTotalEndsTheSearch() {
        server.add(Entries.people(25)).with(Habits.silent(2, server, silent));
        try (OpenSearches open = new OpenSearches(server)) {
            assertThatThrownBy(() -> open.people(10, LONG, Duration.ofMillis(500), found::add))
                    .isInstanceOf(DirectoryUnavailableException.class)
                    .hasMessageContaining("total time limit");
        }
    }

    @ParameterizedTest(name = "pages: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("a reader who is slow does not make the server one who is silent")
    void aSlowReaderIsNoSilence(boolean pages) {
        int more = 6000; // than what is read ahead
        server.add(Entries.people(more));
        try (OpenSearches open = new OpenSearches(server)) {
            open.people(pages ? more : 0, SECOND, entry -> {
                found.add(entry);
                if (found.size() == 1) {
                    waitFor(1200);
                }
            });
        }

        assertThat(found).hasSize(more);
    }

    @Test
    @DisplayName("nor does time in which nobody waited for an answer: the next one may take as long as ever")
    void whatIsNotAwaitedIsNoSilence() {
        CountDownLatch goesOn = new CountDownLatch(1);
        server.add(Entries.people(25)).with(Habits.before(2, () -> {
            waitFor(goesOn, LONG.toMillis());
            waitFor(300);
        }));
        try (OpenSearches open = new OpenSearches(server)) {
            open.people(10, SECOND, entry -> {
                found.add(entry);
                if (found.size() == 10) {
                    waitFor(1200);
                    goesOn.countDown();
                }
            });
        }

        assertThat(found).hasSize(25);
    }

    @Test
    @DisplayName("a server that sends a long answer steadily is not silent, however long the whole of it takes")
    void aLongAnswerIsNoSilence() {
        server.with((asked, usual) -> {
            if (!asked.isForMany()) {
                return usual.answer(asked);
            }
            for (String name : Entries.names(6)) {
                waitFor(200);
                asked.connection().sendSearchResultEntry(asked.messageId(), Entries.person(name));
            }
            return asked.end(ResultCode.SUCCESS);
        });
        try (OpenSearches open = new OpenSearches(server)) {
            open.people(0, Duration.ofMillis(1100), found::add);
        }

        assertThat(found).hasSize(6);
    }

    @Test
    @DisplayName(
            "R7: an interrupt within a page ends the read long before its limits, and leaves no thread and no connection")
    void anInterruptEndsTheRead() throws Exception {
        LdapDirectoryProvider.Builder provider = server.threePages();
        server.with(Habits.silent(2, server, silent));
        ClientThreads threads = new ClientThreads();
        RecordingSink sink = new RecordingSink();
        FutureTask<Boolean> read = new FutureTask<>(() -> {
            assertThatThrownBy(() -> read(provider, sink)).isInstanceOf(DirectoryUnavailableException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread reader = new Thread(read, "reader");
        reader.start();
        silent.await();

        reader.interrupt();

        assertThat(read.get(30, TimeUnit.SECONDS)).as("the flag is restored").isTrue();
        reader.join();
        server.close(); // which is still silent
        assertNothingIsLeft(threads);
        assertThat(sink.completion()).isEmpty();
    }

    @Test
    @DisplayName("R7: a sink that gives the read up within a page leaves no thread and no connection")
    void aSinkThatGivesUpEndsTheRead() throws Exception {
        server.add(Entries.people(1000));
        ClientThreads threads = new ClientThreads();
        RecordingSink sink = new RecordingSink().throwingAt(5, new IllegalStateException("given up"));

        assertThatThrownBy(() -> read(server.provider().pageSize(100), sink)).hasMessage("given up");

        assertThat(sink.violations()).isEmpty();
        assertNothingIsLeft(threads);
    }

    @Test
    @DisplayName("F68: a read that is complete leaves no thread and no connection")
    void nothingIsLeft() throws Exception {
        ClientThreads threads = new ClientThreads();

        read(server.threePages());

        assertNothingIsLeft(threads);
    }

    private void assertNothingIsLeft(ClientThreads threads) throws InterruptedException {
        threads.assertNoneLeft();
        server.awaitNoConnection();
    }

    private static void waitFor(long millis) {
        waitFor(new CountDownLatch(1), millis);
    }

    private static void waitFor(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.rollcall.ldap.internal.search;

import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.Habits;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("F124: no server sends for ever, or fills the memory")
@Tag("slow")
class LimitsTest {

    @AutoClose
    private final ScriptedLdapServer server = new ScriptedLdapServer();

    @Test
    @DisplayName("large entries wait on their way, not in memory, while a reader is slow")
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
            return asked.end(ResultCode.SUCCESS);
        });
        RecordingSink sink = new RecordingSink().after(1, () -> {
            waitFor(1500);
            sentBefore.set(sent.get());
        });

        read(server.provider().withoutPages(), sink);

        assertThat(sentBefore)
                .as("of %d, some of them between here and there", count)
                .hasValueLessThan(count / 2);
        assertThat(sink.people()).hasSize(count);
    }

    @Test
    @DisplayName("an entry that is larger than all that may wait comes through")
    void oneVeryLargeEntry() {
        server.add(Entries.person("uid=a," + ScriptedLdapServer.PEOPLE, "mail=" + "x".repeat(10_000_000)));
        server.add(Entries.people(3));

        assertThat(read(server.provider()).people()).hasSize(4);
    }

    @Test
    @DisplayName("a server that sends the same page for ever is stopped by the limit of entries")
    void endlessPagesEnd() {
        LdapDirectoryProvider.Builder provider = server.threePages().maxEntries(1000);
        server.with(Habits.sameCookieForEver());

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("more than 1000 entries");
    }

    @Test
    @DisplayName("a server that sends empty pages for ever is stopped")
    void endlessEmptyPagesEnd() {
        LdapDirectoryProvider.Builder provider = server.threePages();
        server.with(Habits.emptyPages(Long.MAX_VALUE));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("empty pages");
    }

    @ParameterizedTest(name = "{0} entries of 25")
    @ValueSource(ints = {24, 25})
    @DisplayName("more entries than the limit are a failure, as many are fine")
    void theLimitOfEntriesIsExact(int limit) {
        LdapDirectoryProvider.Builder provider = server.threePages().maxEntries(limit);

        if (limit < 25) {
            assertThatThrownBy(() -> read(provider)).isInstanceOf(SnapshotIncompleteException.class);
        } else {
            assertThat(read(provider).people()).hasSize(25);
        }
    }

    @Test
    @DisplayName("an entry that is larger than the limit is a failure")
    void aLargeEntryIsAFailure() {
        server.add(Entries.person("uid=huge," + ScriptedLdapServer.PEOPLE, "mail=" + "x".repeat(50_000)));

        assertThatThrownBy(() -> read(server.provider().maxEntryBytes(10_000))).isInstanceOf(DirectoryException.class);
        assertThat(read(server.provider().maxEntryBytes(100_000)).people()).hasSize(1);
    }

    private static void waitFor(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

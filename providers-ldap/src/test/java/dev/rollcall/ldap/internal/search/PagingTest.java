package dev.rollcall.ldap.internal.search;

import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.Asked;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.Habits;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("R1: a read is complete when every page ended well and the last one said that it was")
class PagingTest {

    @AutoClose
    private final ScriptedLdapServer server = new ScriptedLdapServer();

    @ParameterizedTest(name = "{0} people in pages of {1}")
    @CsvSource({
        "0, 10",
        "1, 10",
        "9, 10",
        "10, 10",
        "11, 10",
        "25, 1",
        "63, 1000",
        "64, 1000",
        "65, 1000",
        "128, 64",
        "129, 64",
        "1000, 1000",
        "1001, 1000",
        "1001, 64"
    })
    @DisplayName("nobody is lost or doubled at the border of a page or of a handful")
    void nobodyIsLostOrDoubled(int count, int pageSize) {
        server.add(Entries.people(count));

        RecordingSink everybody = read(server.provider().pageSize(pageSize));

        assertThat(everybody.people()).hasSize(count);
        assertThat(ScriptedLdapServer.names(everybody)).doesNotHaveDuplicates();
        assertThat(everybody.completion().orElseThrow().delivered()).isEqualTo(count);
    }

    @Test
    @DisplayName("F55: cookies that are good on one connection only are used there")
    void cookiesStayOnTheirConnection() {
        server.with(Habits.boundCookies());

        assertThat(read(server.threePages()).people()).hasSize(25);
    }

    static Stream<Arguments> failures() {
        return Stream.of(1, 2, 3)
                .flatMap(page -> Stream.of(3, 4, 10, 11, 50, 51, 53, 80)
                        .flatMap(code -> Stream.of(true, false).map(cookie -> Arguments.of(page, code, cookie))));
    }

    @ParameterizedTest(name = "page {0}, result code {1}, with cookie: {2}")
    @MethodSource("failures")
    @DisplayName("F57: a page that ends with any code but 0 is the end of the read, with a cookie or without")
    void anyOtherCodeIsAFailure(int page, int code, boolean withCookie) {
        LdapDirectoryProvider.Builder provider = server.threePages();
        server.with(Habits.failing(page, ResultCode.valueOf(code), withCookie));
        RecordingSink sink = new RecordingSink();

        Throwable failure = catchThrowable(() -> read(provider, sink));

        assertThat(failure)
                .isInstanceOf(
                        switch (code) {
                            case 50 -> DirectoryConfigurationException.class;
                            case 51 -> DirectoryUnavailableException.class;
                            default -> SnapshotIncompleteException.class;
                        })
                .hasMessageContaining("result code " + code)
                .hasMessageNotContaining("text of the server");
        assertThat(sink.completion()).isEmpty();
    }

    @ParameterizedTest(name = "page {0}")
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("F55: a connection that is closed within a page is a failure, not an end")
    void aClosedConnectionIsAFailure(int page) {
        LdapDirectoryProvider.Builder provider = server.threePages();
        server.with(Habits.closing(page));

        assertThatThrownBy(() -> read(provider)).isInstanceOf(DirectoryUnavailableException.class);
    }

    @ParameterizedTest(name = "page {0}")
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("F57: a page without a word about the next is a failure")
    void aPageWithoutCookieIsAFailure(int page) {
        LdapDirectoryProvider.Builder provider = server.threePages();
        server.with(Habits.forgettingCookie(page));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("page " + page);
    }

    @Test
    @DisplayName("F56: pages are asked for as critical, and a server that ignores that has not delivered everybody")
    void ignoredPagesAreAFailure() throws Exception {
        LdapDirectoryProvider.Builder provider = server.threePages();
        server.with(Habits.ignoringPages());

        assertThatThrownBy(() -> read(provider)).isInstanceOf(SnapshotIncompleteException.class);
        for (Asked search : server.searches()) {
            assertThat(search.paging().isCritical()).isTrue();
        }
    }

    @Test
    @DisplayName("F56: a server that refuses pages is a configuration error that names the way out")
    void refusedPagesAreAConfigurationError() {
        LdapDirectoryProvider.Builder provider = server.threePages();
        server.with(Habits.failing(1, ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, false));

        assertThatThrownBy(() -> read(provider)).isInstanceOf(DirectoryConfigurationException.class);
    }

    @Test
    @DisplayName("F56: without pages a size limit is an error")
    void aSizeLimitWithoutPagesIsAFailure() {
        LdapDirectoryProvider.Builder provider = server.threePages().withoutPages();
        assertThat(read(provider).people()).hasSize(25);
        server.with(Habits.sizeLimit(24));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("result code 4");
    }

    @Test
    @DisplayName("F57: a size limit for searches without pages does not matter with them")
    void aSizeLimitDoesNotMatterWithPages() {
        LdapDirectoryProvider.Builder provider = server.threePages();
        server.with(Habits.sizeLimit(10));

        assertThat(read(provider).people()).hasSize(25);
    }

    @Test
    @DisplayName("a page size that the server refuses is halved until it is not")
    void smallerPagesAreTried() {
        server.add(Entries.people(100)).with(Habits.largestPage(62));

        assertThat(read(server.provider().pageSize(1000)).people()).hasSize(100);
    }

    @ParameterizedTest(name = "pages of {0}")
    @CsvSource({"1000, 62, 5", "99, 99, 1", "10, 10, 1"})
    @DisplayName("where small pages are refused too, both limits that can be meant are told, after few attempts")
    void noPageIsSmallEnough(int pageSize, int smallest, int attempts) {
        server.add(Entries.people(25)).with(Habits.largestPage(0));

        assertThatThrownBy(() -> read(server.provider().pageSize(pageSize)))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContainingAll(
                        "even pages of " + smallest + " entries", "result code 11", "looks through", "index");
        assertThat(server.searches()).hasSize(attempts);
    }

    @Test
    @DisplayName("R1: the evidence tells searches with pages, searches without, and looks that found nothing apart")
    void theEvidenceIsExact() {
        assertThat(read(server.threePages()).completion().orElseThrow().evidence())
                .endsWith(
                        "ended 2 searches with result code 0, 1 of them in 3 pages, each search with an empty cookie on its last page");
        assertThat(read(server.provider().withoutPages())
                        .completion()
                        .orElseThrow()
                        .evidence())
                .endsWith("ended 2 searches with result code 0");

        server.add(Entries.group("cn=staff," + GROUPS, "uid=u00001," + PEOPLE, "uid=gone," + PEOPLE));
        assertThat(read(server.provider().inGroups("cn=staff," + GROUPS))
                        .completion()
                        .orElseThrow()
                        .evidence())
                .contains("looks for one entry each ended with result code 32 or 34");
    }

    @Test
    @DisplayName("an administrator's limit that is reached in a later page is not taken for a page that was too large")
    void aLaterLimitIsNoPageSize() {
        LdapDirectoryProvider.Builder provider = server.threePages();
        server.with(Habits.failing(2, ResultCode.ADMIN_LIMIT_EXCEEDED, false));
        RecordingSink sink = new RecordingSink();

        assertThatThrownBy(() -> read(provider, sink)).isInstanceOf(SnapshotIncompleteException.class);
        assertThat(sink.people()).hasSizeLessThanOrEqualTo(20);
        assertThat(ScriptedLdapServer.names(sink)).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("F61: references change neither pages nor people, are not followed, and are counted in a warning")
    void referencesAreCounted() {
        LdapDirectoryProvider.Builder provider = server.threePages();
        try (ScriptedLdapServer elsewhere = new ScriptedLdapServer()) {
            server.with(Habits.references(2, "ldap://127.0.0.1:" + elsewhere.port() + "/" + ScriptedLdapServer.BASE));

            RecordingSink sink = read(provider);

            assertThat(sink.people()).hasSize(25);
            assertThat(sink.warnings()).singleElement().asString().startsWith("6 references to other servers");
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    @DisplayName("pages with nothing on them are passed over")
    void emptyPagesArePassedOver() {
        LdapDirectoryProvider.Builder provider = server.threePages();
        server.with(Habits.emptyPages(100));

        assertThat(read(provider).people()).hasSize(25);
    }

    @Test
    @DisplayName("an error of a later page is not swallowed while the people of earlier ones are still being taken")
    void readingAheadSwallowsNoError() {
        server.add(Entries.people(300)).with(Habits.failing(30, ResultCode.OTHER, false));
        RecordingSink sink = new RecordingSink();

        assertThatThrownBy(() -> read(server.provider().pageSize(10), sink)).isInstanceOf(DirectoryException.class);
        assertThat(sink.people()).hasSize(300);
        assertThat(sink.completion()).isEmpty();
    }
}

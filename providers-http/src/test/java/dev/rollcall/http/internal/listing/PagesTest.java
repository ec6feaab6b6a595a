package dev.rollcall.http.internal.listing;

import static dev.rollcall.http.internal.exchange.ScriptedTransport.answer;
import static dev.rollcall.http.internal.listing.Numbers.countedPage;
import static dev.rollcall.http.internal.listing.Numbers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.listing.Listings.Walk;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A list in pages")
@Timeout(60)
class PagesTest {

    private final Reading reading = new Reading();

    @Test
    @DisplayName("F73: is read to the page without a next, an empty one in the middle included")
    void emptyPage() {
        reading.transport
                .at("/a", page("/a?after=1", 1, 2))
                .at("/a?after=1", page("/a?after=2"))
                .at("/a?after=2", page("", 3));

        assertThat(reading.read("/a")).containsExactly(new Walk(3, 3, 0));
        assertThat(reading.received).containsEntry("/a", List.of(1L, 2L, 3L));
    }

    @Test
    @DisplayName("F83: may be one empty page")
    void empty() {
        reading.transport.at("/a", page(""));

        assertThat(reading.read("/a")).containsExactly(new Walk(1, 0, 0));
        assertThat(reading.received).containsEntry("/a", List.of());
    }

    @Test
    @DisplayName("is followed at the addresses that the service gave, unchanged")
    void unchanged() {
        reading.transport
                .at("/a", page("/a?%24skiptoken=x%2By%3D&$top=2", 1))
                .at("/a?%24skiptoken=x%2By%3D&$top=2", page("", 2));

        reading.read("/a");
        assertThat(reading.transport.requests())
                .last()
                .extracting(Request::uri)
                .hasToString("https://directory.test/a?%24skiptoken=x%2By%3D&$top=2");
    }

    @Test
    @DisplayName("F73: that leads back to a page read before has no end, and the read fails")
    void loop() {
        reading.transport
                .at("/a", page("/a?after=1", 1))
                .at("/a?after=1", page("/a?after=2", 2))
                .at("/a?after=2", page("/a?after=1", 3));

        assertThatThrownBy(() -> reading.read("/a"))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessage(
                        "Directory at https://directory.test: reading the numbers of '/a' failed: page 3 points back to a page"
                                + " that was read before, so the list has no end");
    }

    @Test
    @DisplayName("F73: that leads back to its first page has no end either")
    void loopToTheFirst() {
        reading.transport.at("/a", page("/a", 1));

        assertThatThrownBy(() -> reading.read("/a")).isInstanceOf(SnapshotIncompleteException.class);
        assertThat(reading.transport.requests()).hasSize(1);
    }

    @Test
    @DisplayName("F124: that never ends is given up after as many pages as are allowed")
    void endless() {
        AtomicInteger number = new AtomicInteger();
        reading.with(HttpSettings.usual().withMaxPages(50))
                .transport
                .then(request -> page("/a?after=" + number.incrementAndGet()));

        assertThatThrownBy(() -> reading.read("/a"))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContainingAll("no end after 50 pages", "withMaxPages");
        assertThat(reading.transport.requests()).hasSize(50);
    }

    @Test
    @DisplayName("may have exactly as many pages as are allowed")
    void justNotTooMany() {
        reading.with(HttpSettings.usual().withMaxPages(2));
        reading.transport.at("/a", page("/a?after=1", 1)).at("/a?after=1", page("", 2));

        assertThat(reading.read("/a")).containsExactly(new Walk(2, 2, 0));
    }

    @Test
    @DisplayName("F74: in which the place was lost is begun again, and only the last walk counts")
    void placeLost() {
        reading.transport
                .at("/a", page("/a?after=1", 1, 2))
                .at("/a?after=1", page("/a?after=2", 3))
                .at("/a?after=2", answer(410, ""))
                .at("/a?after=2", page("", 4));

        assertThat(reading.read("/a")).containsExactly(new Walk(3, 4, 1));
        assertThat(reading.received).containsEntry("/a", List.of(1L, 2L, 3L, 1L, 2L, 3L, 4L));
    }

    @Test
    @DisplayName("F74: in which the place is lost again and again fails after three more times")
    void placeLostForEver() {
        reading.transport.at("/a", page("/a?after=1", 1)).at("/a?after=1", answer(410, "", "Request-Id", "abc"));

        assertThatThrownBy(() -> reading.read("/a"))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContainingAll("lost the place after page 1; request id abc", "each of the 4 times");
        assertThat(reading.transport.requests()).hasSize(8);
    }

    @Test
    @DisplayName("F80: that has other than as many entries as the service counts is begun again")
    void otherCount() {
        reading.transport
                .at("/a", countedPage(3, "/a?after=1", 1))
                .at("/a", countedPage(2, "/a?after=1", 1))
                .at("/a?after=1", page("", 2));

        assertThat(reading.read("/a")).containsExactly(new Walk(2, 2, 1));
    }

    @Test
    @DisplayName("F80: in which both numbers never agree fails, with both")
    void neverTheCount() {
        reading.transport.at("/a", countedPage(3, "/a?after=1", 1)).at("/a?after=1", page("", 2));

        assertThatThrownBy(() -> reading.read("/a"))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("counts 3 entries and gave 2");
        assertThat(reading.transport.requests()).hasSize(8);
    }

    @Test
    @DisplayName("F80: in which somebody comes twice and nobody is missing is complete")
    void repeatWithNobodyLost() {
        reading.transport.at("/a", countedPage(3, "/a?after=1", 1, 2)).at("/a?after=1", page("", 2, 3));

        assertThat(reading.read("/a")).containsExactly(new Walk(2, 4, 0));
    }

    @Test
    @DisplayName("F80: in which somebody comes twice in place of another is not complete, although the number is right")
    void repeatInPlaceOfAnother() {
        reading.transport
                .at("/a", countedPage(3, "/a?after=1", 1, 2))
                .at("/a?after=1", page("", 2))
                .at("/a?after=1", page("", 3));

        assertThat(reading.read("/a")).containsExactly(new Walk(2, 3, 1));
    }

    @Test
    @DisplayName("F80: whose entries have no id is counted as it comes")
    void withoutIds() {
        reading.transport
                .at("/a", answer(200, "[{\"n\":1},{\"n\":1}]", "Total", "2"))
                .at("/b", page("/b?2", 1, 2))
                .at("/b?2", countedPage(3, "", 3));

        assertThat(reading.read("/a", "/b")).containsExactly(new Walk(1, 2, 0), new Walk(2, 3, 0));
    }

    @Test
    @DisplayName("F80: counts from where the service first says how many there are")
    void firstCount() {
        reading.transport.at("/a", countedPage(2, "/a?after=1", 1)).at("/a?after=1", countedPage(99, "", 2));

        assertThat(reading.read("/a")).containsExactly(new Walk(2, 2, 0));
    }

    @Test
    @DisplayName("F87: whose next page is with another service fails, and nothing is sent there")
    void foreign() {
        reading.transport.at("/a", page("https://directory-admin.test/a?after=s3cret", 1));

        assertThatThrownBy(() -> reading.read("/a"))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContainingAll("(page 2)", "https://directory-admin.test", "https://directory.test")
                .hasMessageNotContaining("s3cret");
        assertThat(reading.transport.requests()).hasSize(1);
    }

    @Test
    @DisplayName("F2: that is refused on the way is no short list, and the page is named")
    void refused() {
        reading.transport.at("/a", page("/a?after=1", 1)).at("/a?after=1", answer(403, ""));

        assertThatThrownBy(() -> reading.read("/a"))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("reading the numbers of '/a' (page 2) was refused with status 403");
    }

    @Test
    @DisplayName("F2: with a page that is none is no short list")
    void malformed() {
        Answer none = answer(200, "[{\"n\":1},");
        reading.transport.at("/a", none);

        assertThatThrownBy(() -> reading.read("/a")).isInstanceOf(SnapshotIncompleteException.class);
    }

    @Test
    @DisplayName("F75: told to wait on the way, it goes on at the same page")
    void throttled() {
        reading.transport
                .at("/a", page("/a?after=1", 1))
                .at("/a?after=1", answer(429, "", "Retry-After", "7"))
                .at("/a?after=1", page("", 2));

        assertThat(reading.read("/a")).containsExactly(new Walk(2, 2, 0));
        assertThat(reading.time.passed()).hasSeconds(7);
    }
}

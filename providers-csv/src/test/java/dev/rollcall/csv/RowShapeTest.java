package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.SnapshotIncompleteException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowShapeTest {

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\n\n\n", "   \n", "\u00A0\t\n"})
    void skipsBlankLines(String blank) {
        csv.holds("login,name\n" + blank + "ann,Ann\n" + blank + "bob,Bob\n" + blank);

        RecordingSink read = csv.read();

        assertThat(read.matchKeys()).containsExactly("ann", "bob");
        assertThat(read.unreadable).isEmpty();
    }

    @Test
    void takesAnEmptyQuotedCellOfASingleColumnForAPersonWithoutMatchKey() {
        csv.holds("login\nann\n\"\"\n");

        assertThat(csv.read().matchKeys()).containsExactly("ann", "");
    }

    @Test
    void takesSpacesInASingleColumnForAPersonWithoutMatchKey() {
        csv.holds("login\nann\n  \n");

        assertThat(csv.read().matchKeys()).containsExactly("ann", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann,Ann,", "ann,Ann,,,", "ann,Ann, ,\"\""})
    void toleratesEmptyCellsBehindTheLastColumnIfTheHostSaysSo(String row) {
        csv.holds("login,name\n" + row + "\n");

        RecordingSink read = csv.read(csv.provider().tolerateEmptySurplus(true), "name");

        assertThat(read.people)
                .containsExactly(DirectoryUser.active("ann", "ann")
                        .attribute("name", "Ann")
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7,ann", "7,ann,Dr,x", "7,ann,Dr,,x", "7", "7,ann,Dr,", "x,7,ann,"})
    void trustsNothingInARowOfAnotherLength(String row) {
        csv.holds("id,login,title\n" + row + "\n8,bob,Dr\n");

        RecordingSink read = csv.read(csv.provider().externalIdColumn("id"), "title");

        assertThat(read.ids()).containsExactly("8");
        assertThat(read.unreadable)
                .containsExactly(
                        DirectoryUser.builder().activity(Activity.UNKNOWN).build());
        assertThat(read.complete).isTrue();
        assertThat(read.delivered).isEqualTo(2);
    }

    @Test
    void namesTheLineAndTheCountsOfARowOfAnotherLengthAndNoContent() {
        csv.holds("login,name,note\nann,Ann,\"two\r\nlines\"\n\nbob,\"a\nb\nb\rc\r\nd\"\nzoe,Zoe,a,b\n\"\nx\"\n");

        assertThat(csv.read().reasons)
                .containsExactly(
                        "line 5 has 2 cells, the header has 3",
                        "line 10 has 4 cells, the header has 3",
                        "line 11 has 1 cell, the header has 3");
    }

    @Test
    void takesQuotedDelimitersQuotesAndLineBreaksAsPartOfACell() {
        csv.holds("login,note\n\"an\"\"n\",\"a,\"\"b\"\"\r\nc\nd\re\"\n");

        RecordingSink read = csv.read("note");

        assertThat(read.matchKeys()).containsExactly("an\"n");
        assertThat(read.people.get(0).attribute("note")).containsExactly("a,\"b\"\r\nc\nd\re");
    }

    @Test
    void takesAQuoteInsideAPlainCellAsItIs() {
        csv.holds("login,note\nann,5\"\" or 6\"\nbob, \"x\"\n");

        RecordingSink read = csv.read("note");

        assertThat(read.people.get(0).attribute("note")).containsExactly("5\"\" or 6\"");
        assertThat(read.people.get(1).attribute("note")).containsExactly(" \"x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void readsEitherLineEndAndAMixture(String lineEnd) {
        csv.holds("login,name\nann,Ann" + lineEnd + "bob,Bob\n");

        assertThat(csv.read("name").people)
                .extracting(person -> person.attribute("name").get(0))
                .containsExactly("Ann", "Bob");
    }

    @Test
    void refusesACarriageReturnAloneRatherThanMakeItALineEnd() {
        incomplete("login,name\nann,Ann\rzoe,Zoe\nbob,Bob\n", "line 2: ends in a carriage return alone");
    }

    @Test
    void refusesAFileWithCarriageReturnsForLineEnds() {
        incomplete("login,name\rann,Ann\r", "line 1: ends in a carriage return alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"bob\"by,Bob", "\"bob\" by,Bob", "\"bob\"\"\"x,Bob", "\"bob\" \"by\",Bob"})
    void refusesTextBehindAClosingQuote(String row) {
        incomplete("login,name\nann,\"An\nn\"\n" + row + "\nzoe,Zoe\n", "line 4: there is text behind a closing quote");
    }

    @Test
    void refusesAFileWhoseQuoteIsNeverClosed() {
        String rows = IntStream.range(1, 1_000)
                .mapToObj(i -> i == 5 ? "u5,\"Name 5\n" : "u" + i + ",Name " + i + "\n")
                .collect(Collectors.joining());

        incomplete("login,name\n" + rows, "line 6: the row that begins here");
    }

    @Test
    void refusesAFileWhoseUnclosedQuoteMeetsAnotherQuote() {
        String rows = IntStream.range(1, 1_000)
                .mapToObj(i -> "u" + i + (i == 5 ? ",\"Name\n" : ",\"Name\"\n"))
                .collect(Collectors.joining());

        incomplete("login,name\n" + rows, "line 7: there is text behind a closing quote");
    }

    @Test
    void doesNotTakeRowsForComments() {
        csv.holds("login\n#ann\n\uFFFEbob\n");

        assertThat(csv.read().people).hasSize(2);
    }

    private void incomplete(String text, String message) {
        csv.holds(text);
        RecordingSink sink = new RecordingSink();

        assertThatExceptionOfType(SnapshotIncompleteException.class)
                .isThrownBy(() -> csv.provider().build().read(CsvFolder.request(), sink))
                .withMessageContaining(message)
                .withMessageNotContainingAny("bob", "Bob", "Name");
        assertThat(sink.complete).isFalse();
    }
}

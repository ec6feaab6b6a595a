package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.directory.SnapshotIncompleteException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two stray quotes make one cell of the rows between them, and nothing else is wrong with such a file (R1). */
class SwallowedRowsTest {

    private static final String HEADER = "id,login,name,mail,active\n";

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void refusesRowsBetweenTwoStrayQuotes(String lineEndOfTheRows) {
        String rows = "1,ann,\"Ann,ann@x,yes\n2,bob,Bob,bob@x,yes\n3,cleo,Cleo,cleo@x,yes\n4,dan,Dan 24\",dan@x,yes";

        refused(HEADER + rows.replace("\n", lineEndOfTheRows) + "\n", "line 2: ");
    }

    @Test
    void refusesTwoRowsThatStrayQuotesMadeOne() {
        refused(HEADER + "0,zoe,Zoe,zoe@x,yes\n1,ann,\"Ann,ann@x,yes\n2,bob,Bob 24\",bob@x,yes\n", "line 3: ");
        refused("login,name\nann,\"Ann\nbob,Bob 24\"\n", "line 2: ");
    }

    @Test
    void refusesThemInAColumnThatNobodyAskedForAndBehindOtherCellsOfSeveralLines() {
        refused(
                "login,note,room\nzoe,\"a\nb\",1\nann,\"a\nb\",\"2\nbob,x,3\ncleo,x,4\ndan,x,5\"\n",
                "line 5: a quote opens a cell here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2,bob,,,", "2,bob,\"\"Bob\"\",bob@x,yes", "2, bob, Bob, bob@x, yes", ",,,,"})
    void refusesAWholeRowWhateverItsCellsHold(String swallowed) {
        refused(HEADER + "1,ann,\"Ann,ann@x,yes\n" + swallowed + "\n4,dan,Dan 24\",dan@x,yes\n", "line 2: ");
    }

    @Test
    void refusesARowThatIsOneAmongLinesThatAreNone() {
        refused(HEADER + "1,ann,\"Ann\nno row\n2,bob,Bob,bob@x,yes\nno row either\nx\",ann@x,yes\n", "line 2: ");
    }

    @Test
    void refusesTheWholeFileWhoseHeaderSwallowedRows() {
        refused("login,name,\"room\nann,Ann,1\nbob,Bob,2\ncleo,Cleo,24\"\nzoe,Zoe,5\n", "line 1: ");
        refused("login,name,\"room\nann,Ann,24\"\nzoe,Zoe,5\n", "line 1: ");
    }

    @Test
    void refusesARowWithEmptyCellsBehindItWhereTheseAreTolerated() {
        String text = "login,name\nann,\"Ann,,\nbob,Bob,,\ncleo,Cleo 24\",,\n";
        csv.holds(text);

        refused(csv.provider().tolerateEmptySurplus(true), "line 2: ");

        csv.holds("login,name\nann,\"Ann\nbob,Bob, \ncleo 24\",\n");
        refused(csv.provider().tolerateEmptySurplus(true), "line 2: ");

        csv.holds("login,name\nann,\"Ann\na,b,c\nd\",\n");
        assertThat(csv.read(csv.provider().tolerateEmptySurplus(true), "name").people)
                .hasSize(1);
    }

    @Test
    void countsTheDelimitersOfTheFileAndNoOthers() {
        csv.holds("login;name;note\nann;Ann;\"a,b,c\nd,e,f\ng,h,i\"\n");
        assertThat(csv.read(csv.provider().delimiter(';')).people).hasSize(1);

        csv.holds("login;name;note\nann;Ann;\"a\nbob;Bob;f\ng\"\n");
        refused(csv.provider().delimiter(';'), "line 2: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Main Street 1\n12345 Town",
                "Main Street 1\nFloor 2, left\n12345 Town\nCountry",
                "Main Street 1, Floor 2\n12345 Town, Country",
                "\n\nMain Street 1\n\n",
                "Dear \"\"all\"\",\r\nhello, you, there\r\nbye",
                "a,b,c,d,e,f\nmore than the header, so, much, more, of, it\ng",
                "a, b, c\nd, e",
                "a,b,c,d,e\nf,g,h,i"
            })
    void readsAnAddressOrANoteOfSeveralLines(String note) {
        csv.holds(HEADER + "1,ann,Ann,\"" + note + "\",yes\n2,bob,Bob,\"" + note + "\",yes\n");

        RecordingSink read = csv.read("mail");

        assertThat(read.matchKeys()).containsExactly("ann", "bob");
        assertThat(read.people.get(1).attribute("mail")).containsExactly(note.replace("\"\"", "\""));
    }

    @Test
    void readsProseOfTwoLinesThatCouldBeTwoRowsByItsCommasAlone() {
        csv.holds("login,address\nann,\"Main Street 1\n12345 Town, Country\"\nbob,\"Dear Bob, \nhello\"\n");

        assertThat(csv.read("address").matchKeys()).containsExactly("ann", "bob");
    }

    @Test
    void readsManyQuotedCellsOfOneLineInARow() {
        csv.holds("login,a,b\n" + "ann,\"1,2\",\"3,4\"\n".repeat(3) + "\"ann,x,y\",\"\",\"\"\"\"\n");

        assertThat(csv.read().people).hasSize(4);
    }

    @Test
    void readsAHeaderOfSeveralLines() {
        csv.holds("login,\"First\nname,\nif any\",\"Last\nname\"\nann,Ann,A\n");

        assertThat(csv.read().matchKeys()).containsExactly("ann");
    }

    @Test
    void leavesAFileOfOneColumnToTheCheckOfItsMatchKeysWhichMayHoldNoLineBreak() {
        csv.holds("login\n\"ann\nbob\ncleo\"\ndan\n");

        assertThat(csv.read().matchKeys()).containsExactly("ann\nbob\ncleo", "dan");
    }

    @Test
    void leavesTextBehindAClosingQuoteToItsOwnMessage() {
        refused("login,name\nann,\"Ann\nbob,\"Bob\"\n", "line 3: there is text behind a closing quote");
    }

    @Test
    void findsThemInAValidationToo() {
        csv.holds("login,name\nann,\"Ann\nbob,Bob\ncleo,Cleo 24\"\n");

        assertThat(csv.validate(csv.provider()).toString())
                .contains("swallowed a row")
                .contains("line 2");
    }

    private void refused(String text, String message) {
        csv.holds(text);
        refused(csv.provider(), message);
    }

    private void refused(CsvDirectoryProvider.Builder provider, String message) {
        RecordingSink sink = new RecordingSink();
        assertThatExceptionOfType(SnapshotIncompleteException.class)
                .isThrownBy(() -> provider.build().read(CsvFolder.request(), sink))
                .withMessageContaining(message)
                .withMessageNotContainingAny("bob", "Bob", "Ann");
        assertThat(sink.complete).isFalse();
    }
}

package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.directory.DirectoryConfigurationException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "LOGIN", " Login\t", "\u00A0login\u2003", "\"login\"", "\" login \""})
    void findsAColumnWhateverItsCaseAndTheWhiteSpaceAround(String name) {
        csv.holds("x," + name + "\n1,ann\n");

        assertThat(csv.read().matchKeys()).containsExactly("ann");
    }

    @Test
    void findsAColumnInAnotherUnicodeForm() {
        csv.holds("login,pre\u0301nom\nann,Ann\n");

        assertThat(csv.read("pr\u00E9nom").people.get(0).attribute("pr\u00E9nom"))
                .containsExactly("Ann");
    }

    @Test
    void doesNotTakeADottedOrDotlessLetterForAPlainOne() {
        csv.holds("login,t\u0131tle,T\u0130TLE,title\nann,dotless,dotted,plain\n");

        assertThat(csv.read("title").people.get(0).attribute("title")).containsExactly("plain");
    }

    @Test
    void readsTheColumnsInAnyOrderAndIgnoresThoseThatNobodyAskedFor() {
        csv.holds("extra,title,extra,,login\n1,Dr,2,3,ann\n");

        RecordingSink read = csv.read("title");

        assertThat(read.matchKeys()).containsExactly("ann");
        assertThat(read.people.get(0).attributes()).containsOnlyKeys("title");
    }

    @Test
    void takesOneColumnForSeveralPurposes() {
        csv.holds("login\nann\n");

        RecordingSink read = csv.read(csv.provider().externalIdColumn("LOGIN"), "login");

        assertThat(read.ids()).containsExactly("ann");
        assertThat(read.people.get(0).attribute("login")).containsExactly("ann");
    }

    @Test
    void skipsEmptyLinesBeforeTheHeader() {
        csv.holds("\n\r\nlogin\nann\n");

        assertThat(csv.read().matchKeys()).containsExactly("ann");
    }

    @Test
    void namesAllMissingColumnsAtOnceAndThoseThatAreThere() {
        csv.holds("login,Mail\nann,x\n");

        refused(csv.provider().externalIdColumn("id").activeColumn("active"), "mail", "title")
                .withMessageContaining("no column 'id', 'active', 'title'")
                .withMessageContaining("the file has 'login', 'Mail'");
    }

    @Test
    void doesNotShowAFirstRowThatIsProbablyAPersonAndNoHeader() {
        csv.holds("ann,Ann Lee,ann@example.org\nbob,Bob,b@example.org\n");

        refused(csv.provider(), "mail")
                .withMessageContaining("no column 'login', 'mail'")
                .withMessageContaining("none of the 3 cells of the first row is a column that is needed")
                .withMessageNotContainingAny("ann", "Ann", "example");
    }

    @Test
    void showsInvisibleCharactersOfAColumnsNameByTheirCodePoint() {
        csv.holds("login,\uFEFFmail\nann,x\n");

        refused(csv.provider(), "mail").withMessageContaining("'<U+FEFF>mail'");
    }

    @Test
    void showsNoMoreThanFiftyColumns() {
        csv.holds(headerOf(60));
        refused(csv.provider(), "mail")
                .withMessageContaining("'c48' and 10 more")
                .withMessageNotContaining("'c49'");

        csv.holds(headerOf(50));
        refused(csv.provider(), "mail").withMessageEndingWith("'c48'");
    }

    private static String headerOf(int columns) {
        return IntStream.range(0, columns - 1).mapToObj(i -> ",c" + i).collect(Collectors.joining("", "login", "\n"));
    }

    @Test
    void refusesAColumnThatIsNeededAndThereTwice() {
        csv.holds("login,title,Title \nann,a,b\n");

        refused(csv.provider(), "title").withMessageContaining("more than one column 'title'");
    }

    @Test
    void doesNotMindAColumnThatIsThereTwiceAndNotNeeded() {
        csv.holds("login,title,title\nann,a,b\n");

        assertThat(csv.read().matchKeys()).containsExactly("ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\n"})
    void refusesAFileWithoutHeader(String text) {
        csv.holds(text);

        refused(csv.provider()).withMessageContaining("no header");
    }

    @Test
    void readsAFileWithNothingButAHeaderAsACompleteSnapshotOfNobody() {
        csv.holds("login,name\n");

        RecordingSink read = csv.read();

        assertThat(read.complete).isTrue();
        assertThat(read.delivered).isZero();
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|'})
    void namesTheDelimiterThatAHeaderWasProbablyWrittenWith(char written) {
        csv.holds("login,mail,title\nann,x,y\n".replace(',', written));

        refused(csv.provider().delimiter(written == ',' ? ';' : ','), "mail")
                .withMessageContaining("when the delimiter is " + (written == '\t' ? "a tab" : "'" + written + "'"));
    }

    @Test
    void namesTheProbableDelimiterOfAQuotedHeaderToo() {
        csv.holds("\"login\";\"mail\"\n\"ann\";\"x\"\n");

        refused(csv.provider(), "mail").withMessageContaining("when the delimiter is ';'");
    }

    @Test
    void suspectsNoDelimiterWhereNoneWouldHelp() {
        csv.holds("login,ma;il,tit|le\nann,x,y\n");

        refused(csv.provider(), "mail").withMessageNotContaining("delimiter");
    }

    @Test
    void readsWithAnyDelimiter() {
        csv.holds("login\u001Ftitle\nann\u001Fa,b;c\n");

        assertThat(csv.read(csv.provider().delimiter('\u001F'), "title")
                        .people
                        .get(0)
                        .attribute("title"))
                .containsExactly("a,b;c");
    }

    private ThrowableAssertAlternative<DirectoryConfigurationException> refused(
            CsvDirectoryProvider.Builder provider, String... attributes) {
        return assertThatExceptionOfType(DirectoryConfigurationException.class)
                .isThrownBy(() -> csv.read(provider, attributes))
                .withMessageContaining("users.csv");
    }
}

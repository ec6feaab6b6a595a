package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.Username;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandOverFileTest {

    private static final String HEADER = "existing_username,new_username,target_directory\n";

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    @Test
    void readsWhoChangesHandsAndName() {
        csv.holds(HEADER + "ann,Ann.Lee,staff\n bob ,  ,Local\n\ncid,cid2,partners,\n");

        assertThat(HandOverFile.read(csv.file))
                .containsExactly(
                        new HandOver(2, Username.of("ann"), Username.of("ann.lee"), DirectoryName.of("staff")),
                        new HandOver(3, Username.of("bob"), null, null),
                        new HandOver(5, Username.of("cid"), Username.of("cid2"), DirectoryName.of("partners")));
    }

    @Test
    void keepsTheSpellingOfANewName() {
        csv.holds(HEADER + "ann, ANN ,staff\n");

        Username newName = HandOverFile.read(csv.file).get(0).newName();

        assertThat(newName).isNotNull();
        assertThat(newName.value()).isEqualTo("ANN");
    }

    @Test
    void findsTheColumnsInAnyOrderAndCaseAndIgnoresOthers() {
        csv.holds("Target_Directory;note;EXISTING_USERNAME; New_Username \nstaff;x;ann;bob\n");

        assertThat(HandOverFile.read(csv.file, StandardCharsets.UTF_8, ';'))
                .containsExactly(new HandOver(2, Username.of("ann"), Username.of("bob"), DirectoryName.of("staff")));
    }

    @Test
    void letsTwoAccountsExchangeTheirNames() {
        csv.holds(HEADER + "ann,bob,local\nbob,ann,local\n");

        assertThat(HandOverFile.read(csv.file)).hasSize(2);
    }

    @Test
    void readsAFileWithNothingButAHeader() {
        csv.holds(HEADER);

        assertThat(HandOverFile.read(csv.file)).isEmpty();
    }

    @Test
    void readsTheConfiguredCharsetAndThatOfAByteOrderMark() {
        Charset windows = Charset.forName("windows-1252");
        csv.holds(HEADER + "jürgen,,staff\n", windows);
        assertThat(HandOverFile.read(csv.file, windows, ',').get(0).existing()).isEqualTo(Username.of("jürgen"));

        csv.holds("\uFEFF" + HEADER + "jürgen,,staff\n", StandardCharsets.UTF_16BE);
        assertThat(HandOverFile.read(csv.file).get(0).existing()).isEqualTo(Username.of("jürgen"));
    }

    @Test
    void namesEverythingThatIsWrongAtOnceWithItsLineAndNoName() {
        csv.holds(HEADER
                + "ann,x,staff\n"
                + ",zoe,staff\n"
                + "bob,\"b\u0007b\",staff\n"
                + "\n"
                + "cid,c,\n"
                + "dan,staff\n"
                + "ANN,y,staff\n"
                + "eve,X,staff\n"
                + "fay,f,staff,more\n");

        assertThat(problems())
                .containsExactly(
                        "line 3: existing_username is blank",
                        "line 4: new_username contains a control character (U+0007) at position 2",
                        "line 6: target_directory is blank; write local to make the account local",
                        "line 7: has 2 cells, the header has 3",
                        "line 8: has the same existing_username as line 2",
                        "line 9: has the same new_username as line 2",
                        "line 10: has 4 cells, the header has 3");
    }

    @Test
    void namesTheFileInItsMessage() {
        csv.holds(HEADER + ",zoe,staff\n");

        assertThatExceptionOfType(HandOverFileException.class)
                .isThrownBy(() -> HandOverFile.read(csv.file))
                .withMessageContaining("users.csv cannot be used: line 2: existing_username is blank");
    }

    @Test
    void namesTheMissingColumnsAndTheDelimiter() {
        csv.holds("existing_username;new_username;target_directory\nann;;local\n");

        assertThat(problems().get(0)).contains("no column 'existing_username', 'new_username', 'target_directory'");
        assertThat(problems().get(1)).contains("delimiter", "','");
    }

    @Test
    void refusesAColumnThatIsThereTwice() {
        csv.holds("existing_username,new_username,target_directory,New_Username\nann,,local,x\n");

        assertThat(problems().get(0)).contains("more than one column 'new_username'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n"})
    void refusesAFileWithoutHeader(String text) {
        csv.holds(text);

        assertThat(problems()).singleElement().asString().contains("it is empty", "existing_username,new_username");
    }

    @Test
    void refusesAFileInAnotherCharsetWithWhatWasWrongBefore() {
        csv.holds(HEADER + ",x,staff\njürgen,,staff\n", Charset.forName("windows-1252"));

        assertThat(problems()).hasSize(2);
        assertThat(problems().get(1)).startsWith("line 3: holds bytes that are no UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann,,loc", "ann,,\"local\n", "ann,,local\r"})
    void refusesAFileThatIsCutShort(String rows) {
        csv.holds(HEADER + rows);

        assertThat(problems()).singleElement().asString().startsWith("line 2: ");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        HandOverFileException refused =
                catchThrowableOfType(HandOverFileException.class, () -> HandOverFile.read(csv.file));

        assertThat(refused.problems()).containsExactly("it could not be read (NoSuchFileException)");
        assertThat(refused).hasCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void refusesAnyDelimiterButCommaAndSemicolon() {
        csv.holds(HEADER);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HandOverFile.read(csv.file, StandardCharsets.UTF_8, '\t'));
    }

    private List<String> problems() {
        return catchThrowableOfType(HandOverFileException.class, () -> HandOverFile.read(csv.file))
                .problems();
    }
}

package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.SnapshotIncompleteException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files beside the data that prove it complete. */
class ProofTest {

    private static final String DATA = "login\nann\n\nbob\n";
    private static final String WRONG_SUM = "0".repeat(64);

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder).holds(DATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", " 2\n", "\uFEFF2\r\n", "02"})
    void acceptsARowCountFileWithTheNumberOfRows(String text) {
        csv.with("users.count", text);

        assertThat(csv.read(counted()).evidence).contains("row count file agrees");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "0"})
    void refusesAnotherNumberOfRows(String text) {
        csv.with("users.count", text);

        incomplete(counted()).withMessageContaining("says " + text).withMessageContaining("has 2 data rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two", "2 rows", "-2"})
    void refusesARowCountFileWithoutANumber(String text) {
        csv.with("users.count", text);

        incomplete(counted()).withMessageContaining("holds no number");
    }

    @Test
    void refusesToReadWithoutTheRowCountFile() {
        incomplete(counted()).withMessageContaining("row count file").withMessageContaining("is not there");
    }

    @Test
    void refusesASideFileThatIsFarTooLong() {
        csv.with("users.count", " ".repeat(1 << 21) + "2");

        incomplete(counted()).withMessageContaining("far too long");
    }

    @Test
    void refusesASideFileThatIsNoText() {
        csv.put("users.count", new byte[] {'2', (byte) 0xFF}, CsvFolder.NOON);

        incomplete(counted()).withMessageContaining("not text in UTF-8");
    }

    @Test
    void refusesASideFileThatIsAFolder() throws IOException {
        Files.createDirectory(csv.path("users.count"));

        assertThatExceptionOfType(DirectoryConfigurationException.class)
                .isThrownBy(() -> csv.read(counted()))
                .withMessageContaining("users.count is not a file");
    }

    private CsvDirectoryProvider.Builder counted() {
        return csv.provider().rowCountFile(csv.path("users.count"));
    }

    @Test
    void acceptsAChecksumFileThatFits() throws NoSuchAlgorithmException {
        for (String line : new String[] {
            sum() + "  users.csv\n",
            sum() + " *users.csv\n",
            sum().toUpperCase(Locale.ROOT) + "  /export/users.csv\r\n",
            sum() + "\n",
            sum() + "  a name before it was sent.csv",
            WRONG_SUM + "  other.csv\n\n" + sum() + "  ./users.csv\n"
        }) {
            csv.with("users.sha256", line);

            assertThat(csv.read(summed()).evidence)
                    .as(line)
                    .contains("checksum file agrees")
                    .contains("SHA-256 " + sum());
        }
    }

    @Test
    void refusesAChecksumFileOfOtherData() throws NoSuchAlgorithmException {
        for (String line : new String[] {
            WRONG_SUM + "  users.csv\n",
            WRONG_SUM + "  users.csv\n" + sum() + "  other.csv\n",
            WRONG_SUM + "  users.csv\n" + sum() + "  users.csv\n"
        }) {
            csv.with("users.sha256", line);

            incomplete(summed()).as(line).withMessageContaining("is not the file that the checksum file");
        }
    }

    @Test
    void refusesAChecksumFileThatNamesOtherFilesOnly() throws NoSuchAlgorithmException {
        csv.with("users.sha256", sum() + "  a.csv\n" + sum() + "  b.csv\n" + sum() + "\n");

        incomplete(summed()).withMessageContaining("does not name users.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc  users.csv", "d41d8cd98f00b204e9800998ecf8427e  users.csv", "SHA256 (users.csv) = x"})
    void refusesAChecksumFileOfAnotherForm(String line) {
        csv.with("users.sha256", line);

        incomplete(summed()).withMessageContaining("not of the form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n"})
    void refusesAnEmptyChecksumFile(String text) {
        csv.with("users.sha256", text);

        incomplete(summed());
    }

    @Test
    void refusesToReadWithoutTheChecksumFile() {
        incomplete(summed()).withMessageContaining("checksum file").withMessageContaining("is not there");
    }

    @Test
    void noticesACutBehindAWholeRowByTheChecksum() throws NoSuchAlgorithmException {
        csv.with("users.sha256", sum() + "  users.csv\n").holds("login\nann\n");

        incomplete(summed());
    }

    private static String sum() throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(DATA.getBytes(StandardCharsets.UTF_8)));
    }

    private CsvDirectoryProvider.Builder summed() {
        return csv.provider().checksumFile(csv.path("users.sha256"));
    }

    @Test
    void acceptsADoneMarkerAsOldAsTheData() {
        csv.put("users.done", new byte[0], CsvFolder.NOON);

        assertThat(csv.read(marked()).evidence).contains("done marker of 2026-11-21T12:00:00Z");
    }

    @Test
    void refusesADoneMarkerThatIsOlderThanTheData() {
        csv.put("users.done", new byte[0], CsvFolder.NOON.minus(Duration.ofSeconds(1)));

        incomplete(marked()).withMessageContaining("is older than");
    }

    @Test
    void refusesToReadWithoutTheDoneMarker() {
        incomplete(marked()).withMessageContaining("done marker").withMessageContaining("is not there");
    }

    @Test
    void looksForTheDoneMarkerWhenTheFileIsCopied() {
        csv.put("users.done", new byte[0], CsvFolder.NOON);
        RecordingSink sink = RecordingSink.once(CsvFolder.action(() -> Files.delete(csv.path("users.done"))));

        assertThatExceptionOfType(SnapshotIncompleteException.class)
                .isThrownBy(() -> marked().build().read(CsvFolder.request(), sink));
    }

    private CsvDirectoryProvider.Builder marked() {
        return csv.provider().doneMarker(csv.path("users.done"));
    }

    private ThrowableAssertAlternative<SnapshotIncompleteException> incomplete(CsvDirectoryProvider.Builder provider) {
        RecordingSink sink = new RecordingSink();
        ThrowableAssertAlternative<SnapshotIncompleteException> thrown = assertThatExceptionOfType(
                        SnapshotIncompleteException.class)
                .isThrownBy(() -> provider.build().read(CsvFolder.request(), sink));
        assertThat(sink.complete).isFalse();
        assertThat(csv.leftovers()).isEmpty();
        return thrown;
    }
}

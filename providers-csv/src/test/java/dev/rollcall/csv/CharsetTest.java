package dev.rollcall.csv;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.SnapshotIncompleteException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetTest {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    static Stream<Arguments> marksAndHeaders() {
        return Stream.of("login,name", "\"login\",\"name\"")
                .flatMap(header -> Stream.of(
                        Arguments.of("", UTF_8, header),
                        Arguments.of("\uFEFF", UTF_8, header),
                        Arguments.of("\uFEFF", UTF_16LE, header),
                        Arguments.of("\uFEFF", UTF_16BE, header)));
    }

    @ParameterizedTest
    @MethodSource("marksAndHeaders")
    void readsTheSamePeopleWithAnyByteOrderMarkAndHeader(String mark, Charset charset, String header) {
        csv.holds(mark + header + "\nann,Jürgen \uD83D\uDE00\n", charset);

        assertThat(csv.read("name").people)
                .containsExactly(DirectoryUser.active("ann", "ann")
                        .attribute("name", "Jürgen \uD83D\uDE00")
                        .build());
    }

    @Test
    void believesTheByteOrderMarkRatherThanTheConfiguration() {
        csv.holds("\uFEFFlogin,name\nann,Jürgen\n");

        assertThat(csv.read(csv.provider().charset(WINDOWS_1252), "name")
                        .people
                        .get(0)
                        .attribute("name"))
                .containsExactly("Jürgen");
    }

    @Test
    void readsTheConfiguredCharset() {
        csv.holds("login,name\nann,Jürgen €\n", WINDOWS_1252);

        assertThat(csv.read(csv.provider().charset(WINDOWS_1252), "name")
                        .people
                        .get(0)
                        .attribute("name"))
                .containsExactly("Jürgen €");
    }

    @Test
    void readsUtf16WithoutMarkWhereThatIsConfigured() {
        csv.holds("login,name\nann,Jürgen\n", UTF_16LE);

        assertThat(csv.read(csv.provider().charset(UTF_16LE), "name")
                        .people
                        .get(0)
                        .attribute("name"))
                .containsExactly("Jürgen");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 2_000, 50_000})
    void namesTheLineOfTheFirstByteThatIsNoText(int rowsBefore) {
        csv.holds("login,name\n" + "ann,Ann\n".repeat(rowsBefore) + "bob,Jürgen\n" + "zoe,Zoë\n", WINDOWS_1252);

        damaged(csv.provider(), "line " + (rowsBefore + 2) + ": holds bytes that are no UTF-8 text");
    }

    @Test
    void countsTheLinesInsideQuotesForThatToo() {
        csv.holds("login,name\nann,\"A\r\nn\nn\"\nbob,Jürgen\n", WINDOWS_1252);

        damaged(csv.provider(), "line 5: ");
    }

    @Test
    void refusesAByteThatTheCharsetHasNoCharacterFor() {
        csv.holds(new byte[] {'l', 'o', 'g', 'i', 'n', '\n', 'a', (byte) 0x81, '\n'});

        damaged(csv.provider().charset(WINDOWS_1252), "line 2: holds bytes that are no windows-1252 text");
    }

    @Test
    void refusesAFileThatEndsInsideACharacter() {
        csv.holds(new byte[] {'l', 'o', 'g', 'i', 'n', '\n', 'a', (byte) 0xC3});

        damaged(csv.provider(), "line 2: holds bytes that are no UTF-8 text");
    }

    @Test
    void refusesHalfASurrogatePairInUtf16() {
        csv.holds(concat("\uFEFFlogin\n".getBytes(UTF_16LE), new byte[] {0, (byte) 0xD8, '\n', 0}));

        damaged(csv.provider(), "line 2: holds bytes that are no UTF-16LE text");
    }

    @Test
    void leavesAReplacementCharacterThatTheExportWroteForTheEngineToJudge() {
        csv.holds("login\nj\uFFFDrgen\n");

        assertThat(csv.read().matchKeys()).containsExactly("j\uFFFDrgen");
    }

    @Test
    void readsCharactersThatLieAcrossTheEdgesOfItsBuffers() {
        String text = "ä€\uD83D\uDE00";
        csv.holds("login,name\n" + ("u," + text + "\n").repeat(20_000));

        assertThat(csv.read("name").people)
                .hasSize(20_000)
                .allSatisfy(person -> assertThat(person.attribute("name")).containsExactly(text));
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    private void damaged(CsvDirectoryProvider.Builder provider, String message) {
        assertThatExceptionOfType(SnapshotIncompleteException.class)
                .isThrownBy(() -> csv.read(provider))
                .withMessageContaining(message)
                .withMessageNotContaining("rgen");
    }
}

package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.SnapshotIncompleteException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletenessTest {

    private static final String ROWS = "login,name\nann,Änn\nbob,\"B, \"\"o\"\"\nb\"\n\"zoe\",\"\"\n";

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    static Stream<Arguments> textsInEachForm() {
        return Stream.of("\n", "\r\n")
                .map(lineEnd -> ROWS.replace("\n", lineEnd))
                .flatMap(text -> Stream.of(
                        Arguments.of(text, StandardCharsets.UTF_8),
                        Arguments.of("\uFEFF" + text, StandardCharsets.UTF_8),
                        Arguments.of("\uFEFF" + text, StandardCharsets.UTF_16LE),
                        Arguments.of("\uFEFF" + text, StandardCharsets.UTF_16BE)));
    }

    @ParameterizedTest
    @MethodSource("textsInEachForm")
    void aCutAnywhereButBehindAWholeRowFails(String text, Charset charset) {
        byte[] whole = text.getBytes(charset);
        int believed = 0;
        for (int length = 0; length < whole.length; length++) {
            csv.holds(Arrays.copyOf(whole, length));
            if (isBehindARow(whole, length, charset)) {
                assertThat(csv.read().complete).isTrue();
                believed++;
            } else {
                failsAt(length, csv.provider());
            }
        }
        assertThat(believed).isEqualTo(3);
        csv.holds(whole);
        assertThat(csv.read().matchKeys()).containsExactly("ann", "bob", "zoe");
    }

    private static boolean isBehindARow(byte[] whole, int length, Charset charset) {
        String text = new String(whole, 0, length, charset);
        boolean even = charset.equals(StandardCharsets.UTF_8) || length % 2 == 0;
        return even && text.endsWith("\n") && !text.endsWith("\"\"\n") && !text.endsWith("\"\"\r\n");
    }

    @ParameterizedTest
    @MethodSource("textsInEachForm")
    void aCutAnywhereFailsWhereThereIsATrailer(String text, Charset charset) {
        String lineEnd = text.endsWith("\r\n") ? "\r\n" : "\n";
        byte[] whole = (text + "END,3" + lineEnd).getBytes(charset);
        CsvDirectoryProvider.Builder provider = csv.provider().trailer("END");
        for (int length = 0; length < whole.length; length++) {
            csv.holds(Arrays.copyOf(whole, length));
            failsAt(length, provider);
        }
        csv.holds(whole);
        assertThat(csv.read(provider).matchKeys()).containsExactly("ann", "bob", "zoe");
    }

    private void failsAt(int length, CsvDirectoryProvider.Builder provider) {
        RecordingSink sink = new RecordingSink();
        assertThatExceptionOfType(DirectoryException.class)
                .as("cut at %d", length)
                .isThrownBy(() -> provider.build().read(CsvFolder.request(), sink));
        assertThat(sink.complete).isFalse();
        assertThat(csv.leftovers()).isEmpty();
    }

    @Test
    void saysThatTheLastLineMayBeCut() {
        csv.holds("login\nann\nbo");

        incomplete(csv.provider()).withMessageContaining("line 3").withMessageContaining("cut short");
    }

    @Test
    void saysThatTheFileEndsInsideAQuotedCell() {
        csv.holds("login,note\nann,x\nbob,\"one\ntwo\n");

        incomplete(csv.provider()).withMessageContaining("line 3").withMessageContaining("never ends");
    }

    @ParameterizedTest
    @ValueSource(strings = {"END,2\n", "END,2,,\n", "\"END\",\" 2 \"\n", " END ,2,\"\"\n\n", "END,2\n \n\r\n"})
    void acceptsATrailerThatCountsTheRows(String trailer) {
        csv.holds("login,name,x\nann,,\n\n   \nb,\n" + trailer);

        RecordingSink read = csv.read(csv.provider().trailer("END"));

        assertThat(read.matchKeys()).containsExactly("ann");
        assertThat(read.unreadable).hasSize(1);
        assertThat(read.evidence).contains("trailer agrees", "2 data rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"END,1\n", "END,3\n", "END,0\n"})
    void refusesATrailerThatCountsOtherwise(String trailer) {
        csv.holds("login,name\nann,\nbob,\n" + trailer);

        incomplete(csv.provider().trailer("END"))
                .withMessageContaining("line 4")
                .withMessageContaining("but the file has 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"END\n", "END,\n", "END,x\n", "END,-2\n", "END,2,x\n", "END,٢\n", "END,99999999999999999999\n"})
    void refusesATrailerThatCannotBeUnderstood(String trailer) {
        csv.holds("login,name\nann,\nbob,\n" + trailer);

        incomplete(csv.provider().trailer("END"))
                .withMessageContaining("line 4")
                .withMessageContaining("the trailer row does not have the number of rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoe,\n", "END,2\n", "END,3\n"})
    void refusesAFileThatGoesOnBehindItsTrailer(String more) {
        csv.holds("login,name\nann,\nbob,\nEND,2\n" + more);

        incomplete(csv.provider().trailer("END")).withMessageContaining("goes on behind its trailer");
    }

    @Test
    void refusesAFileWithoutTheTrailer() {
        csv.holds("login,name\nann,\nend,1\n");

        incomplete(csv.provider().trailer("END")).withMessageContaining("without its trailer");
    }

    @Test
    void countsPeopleOutOfScopeInTheTrailerToo() {
        csv.holds("login,groups\nann,a\nbob,b\nEND,2\n");

        RecordingSink read =
                csv.read(csv.provider().trailer("END").groupsColumn("groups").inGroups("a"));

        assertThat(read.delivered).isEqualTo(1);
    }

    @Test
    void refusesAFileThatGrowsWhileItIsRead() {
        changes(() -> Files.writeString(csv.file, ROWS + "new,New\n"));
    }

    @Test
    void refusesAFileThatShrinksWhileItIsRead() {
        changes(() -> Files.writeString(csv.file, "login,name\n"));
    }

    @Test
    void refusesAFileThatIsWrittenAnewWithTheSameLengthWhileItIsRead() {
        changes(() -> Files.writeString(csv.file, ROWS.replace("ann", "amy")));
    }

    @Test
    void refusesAFileThatIsReplacedByOneOfTheSameLengthAndTimeWhileItIsRead() {
        changes(() -> {
            csv.put("other.csv", ROWS.replace("ann", "amy").getBytes(StandardCharsets.UTF_8), CsvFolder.NOON);
            Files.delete(csv.file);
            Files.move(csv.path("other.csv"), csv.file);
        });
    }

    @Test
    void refusesAFileThatGoesAwayWhileItIsRead() {
        csv.holds(ROWS);
        RecordingSink sink = RecordingSink.once(CsvFolder.action(() -> Files.delete(csv.file)));

        assertThatExceptionOfType(DirectoryException.class)
                .isThrownBy(() -> csv.provider().build().read(CsvFolder.request(), sink));
        assertThat(sink.people).isEmpty();
    }

    @Test
    void stopsCopyingAFileThatNeverStopsGrowing() {
        csv.holds(ROWS);
        RecordingSink sink =
                new RecordingSink(CsvFolder.action(() -> Files.writeString(csv.file, ROWS, StandardOpenOption.APPEND)));

        assertThatExceptionOfType(SnapshotIncompleteException.class)
                .isThrownBy(() -> csv.provider().build().read(CsvFolder.request(), sink));
        assertThat(sink.checkpoints).isLessThan(5);
    }

    @Test
    void readsItsCopyWhateverBecomesOfTheFileAfterwards() {
        csv.holds("login\n" + "ann\n".repeat(50_000));
        RecordingSink sink = new RecordingSink() {
            @Override
            public void accept(DirectoryUser person) {
                if (people.isEmpty()) {
                    csv.holds("login\nbob\n");
                }
                super.accept(person);
            }
        };

        csv.provider().build().read(CsvFolder.request(), sink);

        assertThat(sink.matchKeys()).hasSize(50_000).containsOnly("ann");
        assertThat(sink.complete).isTrue();
    }

    private void changes(CsvFolder.IoAction change) {
        csv.holds(ROWS);
        RecordingSink sink = RecordingSink.once(CsvFolder.action(change));

        assertThatExceptionOfType(SnapshotIncompleteException.class)
                .isThrownBy(() -> csv.provider().build().read(CsvFolder.request(), sink))
                .withMessageContaining("changed while it was read");
        assertThat(sink.checkpoints).isPositive();
        assertThat(sink.people).isEmpty();
        assertThat(csv.leftovers()).isEmpty();
    }

    @Test
    void refusesAFileThatHasNotSettled() {
        csv.holds(ROWS);

        incomplete(csv.provider().settleTime(Duration.ofMinutes(61)))
                .withMessageContaining("must have been left alone for 1h1m");
        assertThat(csv.read(csv.provider().settleTime(Duration.ofMinutes(60))).complete)
                .isTrue();
    }

    @Test
    void refusesToWaitForAFileOfTheFutureToSettleAndReadsItWhereNoneIsAskedFor() {
        csv.put("users.csv", ROWS.getBytes(StandardCharsets.UTF_8), CsvFolder.NOON.plus(Duration.ofHours(2)));

        incomplete(csv.provider().settleTime(Duration.ofSeconds(1)));
        assertThat(csv.read().complete).isTrue();
    }

    @Test
    void refusesAFileThatIsTooOld() {
        csv.holds(ROWS);

        incomplete(csv.provider().maxAge(Duration.ofMinutes(59)))
                .withMessageContaining("may be 59m old at most")
                .withMessageContaining("2026-11-21T12:00:00Z");
        assertThat(csv.read(csv.provider().maxAge(Duration.ofMinutes(60))).complete)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2099-01-01T00:00:00Z", "2026-11-22T13:00:01Z"})
    void refusesAFileOfTheFutureWhereAnAgeIsAskedForSinceItWouldNeverBeTooOld(Instant modified) {
        csv.put("users.csv", ROWS.getBytes(StandardCharsets.UTF_8), modified);

        incomplete(csv.provider().maxAge(Duration.ofHours(36)))
                .withMessageContaining(modified + ", more than a day in the future");
        assertThat(csv.validate(csv.provider().maxAge(Duration.ofHours(36))).toString())
                .contains("more than a day in the future");
        assertThat(csv.read().complete).isTrue();
    }

    @Test
    void readsAFileThatIsADayAheadBecauseOfAClockOrAZone() {
        csv.put("users.csv", ROWS.getBytes(StandardCharsets.UTF_8), Instant.parse("2026-11-22T13:00:00Z"));

        assertThat(csv.read(csv.provider().maxAge(Duration.ofHours(36))).complete)
                .isTrue();
    }

    private ThrowableAssertAlternative<SnapshotIncompleteException> incomplete(CsvDirectoryProvider.Builder provider) {
        return assertThatExceptionOfType(SnapshotIncompleteException.class)
                .isThrownBy(() -> csv.read(provider))
                .withMessageContaining("users.csv");
    }
}

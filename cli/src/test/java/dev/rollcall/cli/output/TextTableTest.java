package dev.rollcall.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that fit the window. */
class TextTableTest {

    private static final String ID = "0d9cabef-a793-40b4-9eee-9945d0ab26fe";
    private static final String LONG =
            "The account was blocked as the person is no longer in the chosen scope of the directory";

    private static List<String> print(TextTable table, int window) {
        Screen screen = new Screen(window);
        table.print(screen.output(), "");
        return screen.lines();
    }

    private static TextTable runs() {
        TextTable table = new TextTable(4, "started", "how it ended", "run", "figures");
        table.add("2026-11-22 02:55:30", "COMPLETED", ID, LONG);
        return table;
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        TextTable table = new TextTable(2, "name", "what");
        table.add("ann", "new");
        table.add("bartholomew", "gone");

        assertThat(print(table, 0))
                .containsExactly("name         what", "-----------  ----", "ann          new", "bartholomew  gone");
    }

    @Test
    void whereThereIsNoWindowNothingWraps() {
        assertThat(print(runs(), 0)).hasSize(3).anyMatch(line -> line.endsWith(LONG));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 120, 132, 200})
    void inAWindowNoLineIsWiderThanIt(int window) {
        assertThat(print(runs(), window))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(window));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 120})
    void anIdIsNeverBroken(int window) {
        assertThat(print(runs(), window)).anyMatch(line -> line.contains(ID));
    }

    @Test
    void theWidestColumnWrapsFirst() {
        TextTable table = new TextTable(2, "name", "what");
        table.add("ann", "one two three four five six");

        assertThat(print(table, 22))
                .containsExactly("name  what", "----  ----------------", "ann   one two three", "      four five six");
    }

    @Test
    void inAWindowThatWouldBreakWordsEachRowIsABlock() {
        assertThat(print(runs(), 60))
                .startsWith(
                        "started       2026-11-22 02:55:30",
                        "how it ended  COMPLETED",
                        "run           " + ID,
                        "figures       The account was blocked as the person is no")
                .last()
                .isEqualTo("");
    }

    @Test
    void aBlockLeavesEmptyCellsOut() {
        TextTable table = new TextTable(4, "started", "by", "run", "figures");
        table.add("2026-11-22 02:55:30", "", ID, LONG);

        assertThat(print(table, 60)).noneMatch(line -> line.startsWith("by"));
    }

    @Test
    void withoutTitlesLongWordsBreak() {
        TextTable table = new TextTable(2);
        table.add("+", "x".repeat(100));

        assertThat(print(table, 60))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
        assertThat(String.join("", print(table, 60)).replaceAll("[^x]", "")).hasSize(100);
    }

    @Test
    void theIndentCounts() {
        Screen screen = new Screen(40);
        TextTable table = new TextTable(2);
        table.add("+", LONG);

        table.print(screen.output(), "    ");

        assertThat(screen.lines())
                .allSatisfy(line -> assertThat(line).startsWith("    ").hasSizeLessThanOrEqualTo(40));
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        TextTable table = new TextTable(2, "name", "status");
        table.add("山田太郎", "ACTIVE");
        table.add("ann", "ACTIVE");

        assertThat(print(table, 0))
                .containsExactly("name      status", "--------  ------", "山田太郎  ACTIVE", "ann       ACTIVE");
    }

    @Test
    void combiningCharactersTakeNone() {
        TextTable table = new TextTable(2, "name", "status");
        table.add("Zoe\u0301", "ACTIVE");

        assertThat(print(table, 0)).last().isEqualTo("Zoe\u0301   ACTIVE");
    }

    @ParameterizedTest
    @CsvSource({"ann, 3", "'', 0", "山田, 4", "한국, 4", "ｆｕｌｌ, 8", "😀, 2", "e\u0301, 1", "Straße, 6", "\u05d0\u05b7, 1"})
    void aTextHasTheWidthThatATerminalGivesIt(String text, int columns) {
        assertThat(TextTable.width(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 9, 17})
    void wrappingLosesNothingAndFits(int width) {
        String text = "山田太郎 und Zoe\u0301 gehen 😀😀😀 heim";

        List<String> lines = TextTable.wrap(text, width);

        assertThat(lines).allSatisfy(line -> assertThat(TextTable.width(line)).isLessThanOrEqualTo(width));
        assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
    }

    @Test
    void wrappingNeverSplitsAPairOfSurrogates() {
        assertThat(TextTable.wrap("😀😀😀", 3)).containsExactly("😀", "😀", "😀");
    }

    @Test
    void wrappingNeverSplitsALetterFromItsMarks() {
        assertThat(TextTable.wrap("e\u0301".repeat(4), 2)).containsExactly("e\u0301e\u0301", "e\u0301e\u0301");
    }

    @Test
    void cellsAreOneLineAndShowWhatTheyHold() {
        TextTable table = new TextTable(1);
        table.add("a\nb\u001b[2J\u202e");

        assertThat(print(table, 0)).containsExactly("a\\u000ab\\u001b[2J\\u202e");
    }

    @Test
    void aRowHasAsManyCellsAsTheTableHasColumns() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextTable(2).add("one"));
    }

    @Test
    void aTableOfTitlesOnlyIsEmpty() {
        assertThat(new TextTable(1, "name").isEmpty()).isTrue();
        assertThat(runs().isEmpty()).isFalse();
    }
}

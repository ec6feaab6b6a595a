package dev.rollcall.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches standard output and standard error. */
class OutputTest {

    private static final String NL = System.lineSeparator();

    @Test
    void inAWindowALongLineGoesOnALittleFurtherIn() {
        Screen screen = new Screen(20);

        screen.output().line("one two three four five six");

        assertThat(screen.lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 20);
        assertThat(screen.lines().get(0)).startsWith("one two");
        assertThat(screen.lines().get(1)).startsWith("  ");
    }

    @Test
    void theIndentOfALineStays() {
        Screen screen = new Screen(24);

        screen.output().line("    one two three four five");

        assertThat(screen.lines()).allMatch(line -> line.startsWith("    ") && line.length() <= 24);
    }

    @Test
    void withoutAWindowALineIsAsLongAsItIs() {
        Screen screen = new Screen(0);

        screen.output().line("x ".repeat(500) + "end");

        assertThat(screen.lines()).hasSize(1);
    }

    @Test
    void severalLinesAreEachALine() {
        Screen screen = new Screen(80);

        screen.output().line("one\ntwo\r\n\nfour");

        assertThat(screen.lines()).containsExactly("one", "two", "", "four");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J",
                "\u0007",
                "\u009b2J",
                "\u202e",
                "\u2066",
                "\u2028",
                "\u007f",
                "\ufeff",
                "\u00ad",
                "\b"
            })
    void forPeopleNothingIsPrintedThatATerminalObeys(String danger) {
        Screen screen = new Screen(80);

        screen.output().line("before" + danger + "after");
        screen.output().text().print(danger);
        screen.output().error("before" + danger + "after");
        screen.output().data().print(danger);

        assertThat(screen.text() + screen.errors())
                .doesNotContain(danger.substring(0, 1))
                .contains("before\\u");
    }

    @Test
    void joinersThatBelongToWordsAndLettersOfAllScriptsPass() {
        Screen screen = new Screen(80);
        String text = "می\u200cخواهم क्\u200dष Žofie 山田 😀";

        screen.output().line(text);

        assertThat(screen.text()).isEqualTo(text + NL);
    }

    @Test
    void dataThatGoesElsewhereIsLeftAsItIs() {
        Screen screen = new Screen(0);

        screen.output().data().print("a\u001b[2J\u202e\r\nb");

        assertThat(screen.text()).isEqualTo("a\u001b[2J\u202e\r\nb");
    }

    @Test
    void textForPeopleIsSafeAlsoWhereItGoesElsewhere() {
        Screen screen = new Screen(0);

        screen.output().line("a\u001b[2J");

        assertThat(screen.text()).isEqualTo("a\\u001b[2J" + NL);
    }

    @Test
    void progressReplacesItsLineAndFitsTheWindow() {
        Screen screen = new Screen(20);

        screen.output().progress("Reading the directory: 12,345 people");
        screen.output().progress("");

        assertThat(screen.errors()).isEqualTo("\rReading the directo\033[K\r\033[K");
        assertThat(screen.text()).isEmpty();
    }

    @Test
    void whatWasPrintedComesBeforeTheErrorThatFollows() {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        Output output = new Output(both, both, StandardCharsets.UTF_8, 0);

        output.line("first");
        output.error("second");

        assertThat(both.toString(StandardCharsets.UTF_8)).isEqualTo("first" + NL + "second" + NL);
    }

    @Test
    void aFullDiskIsNotSwallowed() {
        Output output = new Output(new Full(), new ByteArrayOutputStream(), StandardCharsets.UTF_8, 0);
        output.line("text");

        assertThatExceptionOfType(OutputFailedException.class).isThrownBy(output::flush);
    }

    @Test
    void aFullDiskIsNoticedWhileMuchIsPrinted() {
        Output output = new Output(new Full(), new ByteArrayOutputStream(), StandardCharsets.UTF_8, 0);

        assertThatExceptionOfType(OutputFailedException.class).isThrownBy(() -> {
            for (int i = 0; i < 100_000; i++) {
                output.line("one more line");
            }
        });
    }

    @Test
    void anErrorThatCannotBeWrittenEndsNothing() {
        Screen screen = new Screen(0);
        Output output = new Output(new ByteArrayOutputStream(), new Full(), StandardCharsets.UTF_8, 0);

        output.error("nobody reads this");
        screen.output().line("and this goes on");

        assertThat(screen.lines()).containsExactly("and this goes on");
    }

    /** A disk without room. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}

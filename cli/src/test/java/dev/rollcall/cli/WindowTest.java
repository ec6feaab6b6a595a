package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed for people fits the window. */
class WindowTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void manyThingsToTell() {
        cli.config("licence: 12\n" + Cli.USUAL).people(Cli.persons(0, 14));
        cli.run("sync", "--by", "jane.of.the.night.shift@example.org").expect(ExitCode.OK);
        cli.people(
                "0;person0;Zoë Müller-Lüdenscheidt von der Weiden und zu Hohenlohe;a@example.org;no",
                "1;person1;山田太郎山田太郎山田太郎山田太郎山田太郎山田太郎山田太郎山田太郎;;yes",
                "2;person2;Two;;maybe",
                "3;PERSON3;Three;;yes",
                ";nobody;;;yes",
                "77;someone.with.a.very.long.name.that.is.longer.than.others@department.example.org;S;;yes");
    }

    private void fits(int window, Cli.Ended ended) {
        assertThat(ended.out()).isNotEmpty();
        assertThat(ended.lines())
                .allSatisfy(line -> assertThat(columns(line)).as(line).isLessThanOrEqualTo(window));
    }

    /** The names above take two columns for each ideograph. */
    private static long columns(String line) {
        return line.codePoints()
                .mapToLong(each -> Character.isIdeographic(each) ? 2 : 1)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void whateverIsShownFits(int window) {
        cli.terminal(window);

        for (String command : List.of(
                "validate",
                "plan",
                "explain person0",
                "explain 2",
                "accounts",
                "runs",
                "audit",
                "account block person5",
                "account activate person5",
                "account activate person6")) {
            fits(window, cli.run(command.split(" ")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 120})
    void aHeldRunFitsFromItsReportToItsItems(int window) {
        cli.terminal(window);
        cli.people(
                "0;person0;;;no",
                "1;person1;;;no",
                "2;person2;;;no",
                "3;person3;;;no",
                "4;person4;;;no",
                "5;person5;;;no",
                "6;person6;;;no",
                "7;person7;;;no");

        Cli.Ended held = cli.run("sync").expect(ExitCode.HELD);

        String run = cli.column("select run_id from rollcall_held_run").get(0);
        fits(window, held);
        fits(window, cli.run("runs", run).expect(ExitCode.OK));
        assertThat(held.out()).as("an id is never broken").contains(run);
        assertThat(cli.run("runs").out()).contains(run);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80})
    void aLongNameBreaksInAPlan(int window) {
        cli.terminal(window).people("1;" + "a".repeat(120) + ";" + "b".repeat(200) + ";;yes");

        fits(window, cli.run("plan").expect(ExitCode.HELD));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 120})
    void theMovingLineFitsAndIsGoneAtTheEnd(int window) {
        String err = cli.terminal(window).run("sync").err();

        assertThat(err.split("\r"))
                .allSatisfy(line -> assertThat(line.replace("\033[K", "")).hasSizeLessThan(window));
        assertThat(err).endsWith("\r\033[K").doesNotContain("\n");
    }
}

package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.output.Output;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Help, and what is said of words that are not understood. */
class HelpTest {

    @RegisterExtension
    final Cli cli = Cli.bare();

    static Stream<List<String>> everyCommand() {
        return commands(Rollcall.commandLine(new Surroundings(
                new Output(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), StandardCharsets.UTF_8, 0),
                name -> null,
                "",
                new Interruptions())));
    }

    private static Stream<List<String>> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(List.of(command.getCommandSpec().qualifiedName().split(" "))),
                command.getSubcommands().values().stream().flatMap(HelpTest::commands));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandHasHelpThatFitsItsWindow(List<String> command) {
        String[] arguments =
                Stream.concat(command.stream().skip(1), Stream.of("--help")).toArray(String[]::new);

        Cli.Ended ended = cli.terminal(60).run(arguments).expect(ExitCode.OK);

        assertThat(ended.out()).startsWith("Usage: " + String.join(" ", command));
        assertThat(ended.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
        assertThat(ended.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "sync --version", "-V"})
    void itTellsItsVersionAndJava(String arguments) {
        assertThat(cli.run(arguments.split(" ")).expect(ExitCode.OK).out())
                .startsWith("rollcall ")
                .contains("Java " + Runtime.version().feature());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nonsense           | rollcall: | 'nonsense'
        --nonsense         | rollcall: | '--nonsense'
        sync --nonsense    | rollcall sync: | '--nonsense'
        sync now           | rollcall sync: | 'now'
        audit nonsense     | rollcall audit: | 'nonsense'
        """)
    void whatIsNotUnderstoodIsSaidWithWhereToReadOn(String arguments, String start, String named) {
        Cli.Ended ended = cli.run(arguments.split(" ")).expect(ExitCode.USAGE);

        assertThat(ended.err()).startsWith(start).contains(named, "--help");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void withoutACommandItSaysWhereToReadOn() {
        assertThat(cli.run().expect(ExitCode.USAGE).err()).contains("Try 'rollcall --help'.");
    }

    @Test
    void anArgumentThatBeginsWithAnAtSignIsNoFile() {
        cli.write("secret", "hunter2");
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);

        Cli.Ended ended = cli.run("runs", "@" + cli.file("secret")).expect(ExitCode.NOT_FOUND);

        assertThat(ended.err()).contains("@").doesNotContain("hunter2");
    }
}

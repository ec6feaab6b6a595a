package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.ConfigurationException;
import dev.rollcall.cli.output.Output;
import dev.rollcall.testservers.ServerCertificate;
import dev.rollcall.testservers.TestCertificates;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code docs/cli.md} says what the program does. Its lists of commands and exit codes are made from the code; with
 * {@code -Drollcall.page=write} this test writes them.
 */
class CliPageTest {

    private static final Path PAGE = Path.of("..", "docs", "cli.md");
    private static final Path EXAMPLE = Path.of("..", "examples", "people", "rollcall.yaml");
    private static final Pattern KEY = Pattern.compile("(?m)^(\\s*)([a-z-]+):");

    private static final Set<String> COMMON = Set.of("--config", "--directory", "--verbose");

    @TempDir
    private Path folder;

    @Test
    void commandsAndExitCodesAreThoseOfTheProgram() throws IOException {
        String page = Files.readString(PAGE);
        String generated = with(with(page, "commands", commands()), "exit codes", exitCodes());
        if ("write".equals(System.getProperty("rollcall.page"))) {
            Files.writeString(PAGE, generated);
        }

        assertThat(page.equals(generated))
                .as("docs/cli.md is up to date; run this test with -Drollcall.page=write to make it so")
                .isTrue();
    }

    private static String with(String page, String name, String content) {
        String begin = "<!-- generated: " + name + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        assertThat(from).as("the page has a place for: " + name).isGreaterThan(begin.length());
        return page.substring(0, from) + content + page.substring(page.indexOf("<!-- end -->", from));
    }

    private static String commands() {
        Output nowhere =
                new Output(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), StandardCharsets.UTF_8, 0);
        CommandLine all = Rollcall.commandLine(new Surroundings(nowhere, name -> null, "", new Interruptions()));
        StringBuilder text = new StringBuilder("Every command takes these:\n\n| | |\n|---|---|\n");
        optionsOf(all.getSubcommands().get("validate").getCommandSpec()).forEach(each -> row(text, each));
        text.append("| `-h, --help` | Show what the command does and takes. |\n");
        text.append('\n');
        describe(all, text);
        return text.toString();
    }

    private static void describe(CommandLine command, StringBuilder text) {
        CommandSpec spec = command.getCommandSpec();
        if (command.getSubcommands().isEmpty() || (!spec.args().isEmpty() && spec.parent() != null)) {
            describe(spec, text);
        }
        command.getSubcommands().values().forEach(child -> describe(child, text));
    }

    private static void describe(CommandSpec spec, StringBuilder text) {
        List<PositionalParamSpec> parameters = spec.positionalParameters();
        text.append("### ").append(spec.qualifiedName());
        parameters.forEach(each ->
                text.append(' ').append(each.arity().min() == 0 ? "[" + each.paramLabel() + "]" : each.paramLabel()));
        text.append("\n\n");
        for (String line : spec.usageMessage().description()) {
            text.append(plain(line)).append('\n');
        }
        text.append('\n');
        List<OptionSpec> options = optionsOf(spec).stream()
                .filter(option -> !COMMON.contains(option.longestName()))
                .toList();
        if (parameters.isEmpty() && options.isEmpty()) {
            return;
        }
        text.append("| | |\n|---|---|\n");
        parameters.forEach(each -> row(text, each.paramLabel(), each.description()));
        options.forEach(each -> row(text, each));
        text.append('\n');
    }

    private static List<OptionSpec> optionsOf(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .toList();
    }

    private static void row(StringBuilder text, OptionSpec option) {
        row(
                text,
                String.join(", ", option.names()) + (option.arity().max() == 0 ? "" : " " + option.paramLabel()),
                option.description());
    }

    private static void row(StringBuilder text, String what, String[] description) {
        text.append("| `")
                .append(what)
                .append("` | ")
                .append(plain(String.join(" ", description)))
                .append(" |\n");
    }

    private static String plain(String description) {
        return description.replace("%%", "%");
    }

    private static String exitCodes() {
        return "| code | meaning |\n|---|---|\n"
                + Arrays.stream(ExitCode.values())
                        .map(code -> "| " + code.code() + " | " + code.meaning() + " |\n")
                        .collect(Collectors.joining());
    }

    @Test
    void theExampleOfThePageIsTheOneThatIsThere() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains(Files.readString(EXAMPLE)
                        .lines()
                        .dropWhile(line -> line.startsWith("#") || line.isBlank())
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void everythingThatCanBeSaidCanBeRead() throws IOException {
        assertThat(read(everything()).directories()).containsOnlyKeys("staff", "company", "subsidiary", "headquarters");
    }

    /** A key that does not exist is told together with those that do; all of them have to be on the page. */
    @Test
    void everyKeyThatTheProgramKnowsIsOnThePage() throws IOException {
        String everything = everything();
        Set<String> missing = new TreeSet<>();
        Matcher key = KEY.matcher(everything);
        List<Integer> starts = new ArrayList<>();
        while (key.find()) {
            starts.add(key.start());
        }
        for (int start : starts) {
            String indent = everything
                    .substring(start)
                    .replaceAll("(?s)^(\\s*).*", "$1")
                    .replace("\n", "");
            String spoilt = everything.substring(0, start) + indent + "zzzzzz: 1\n"
                    + everything.substring(start).replaceFirst("^\n", "");
            ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, () -> read(spoilt));
            if (refused != null) {
                known(refused)
                        .filter(known -> !everything.contains(known + ":"))
                        .forEach(missing::add);
            }
        }

        assertThat(starts).hasSizeGreaterThan(130);
        assertThat(missing).as("keys that docs/cli.md does not tell of").isEmpty();
    }

    private static Stream<String> known(ConfigurationException refused) {
        return refused.errors().stream()
                .filter(error -> error.contains("known here: "))
                .flatMap(error -> Arrays.stream(error.substring(error.indexOf("known here: ") + "known here: ".length())
                        .split(", ")));
    }

    private static String everything() throws IOException {
        String page = Files.readString(PAGE);
        String marked = page.substring(page.indexOf("<!-- checked: every key -->"));
        int begin = marked.indexOf("```yaml\n") + "```yaml\n".length();
        return marked.substring(begin, marked.indexOf("```", begin));
    }

    /** The keys and certificates that the page names. */
    @BeforeEach
    void files() throws IOException {
        ServerCertificate pair = TestCertificates.shared().good();
        Files.copy(pair.key(), folder.resolve("okta.key"));
        Files.copy(pair.key(), folder.resolve("entra.key"));
        Files.copy(pair.certificate(), folder.resolve("entra.crt"));
        Files.copy(TestCertificates.shared().authority(), folder.resolve("proxy-ca.pem"));
    }

    private Configuration read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("rollcall.yaml"), yaml);
        return Configuration.read(file, name -> name.endsWith("_PASSWORD") ? "secret" : null);
    }
}

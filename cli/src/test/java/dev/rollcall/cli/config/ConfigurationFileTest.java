package dev.rollcall.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that cannot be read, or is not YAML, is one line that says so and quotes nothing of it. */
class ConfigurationFileTest {

    @TempDir
    private Path folder;

    private static String message(Path file) {
        try {
            Configuration.read(file, name -> null);
        } catch (ConfigurationException e) {
            assertThat(e.errors()).hasSize(1);
            assertThat(e.getMessage()).hasLineCount(1).startsWith(file.toString());
            return e.getMessage().substring(file.toString().length());
        }
        throw new AssertionError(file + " was read");
    }

    @Test
    void aFileThatIsNotThere() {
        assertThat(message(folder.resolve("nowhere.yaml")))
                .isEqualTo(": there is no such file; name another with --config FILE");
    }

    @Test
    void aFolder() {
        assertThat(message(folder)).isEqualTo(": is a folder; name the file in it");
    }

    @Test
    void aFileThatIsNotUtf8() throws IOException {
        Path file = folder.resolve("latin.yaml");
        Files.write(file, "users: {table: bücher}\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(message(file)).isEqualTo(": is not written in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing but this\n", "- a\n- list\n", "a word\n", "---\n"})
    void aFileWithoutKeys(String text) {
        assertThat(message(new YamlText(folder, text).file())).contains("holds no keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "database:\n\tpassword: hunter2\n",
                "database: {password: hunter2\n",
                "database:\n  password: 'hunter2\n",
                "database:\n  password: hunter2: hunter3\n",
                "database:\n  - a\n  password: hunter2\n",
                "database:\n  password: \"\\q hunter2\"\n",
                "database:\n  password: @hunter2\n",
                "database:\n  password: \u0007hunter2\n",
                "database:\n  password: %hunter2\n",
                "database:\n  password: !hunter2!x y\n"
            })
    void aMistakeInTheYamlIsOneLineThatQuotesNothing(String text) {
        assertThat(message(new YamlText(folder, text).file()))
                .contains("not YAML")
                .doesNotContain("hunter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
        database: {file: @pp}   ~ @
        database: {file: `x}    ~ `
        database: {file: %x}    ~ %
        database: "\\q"         ~ q
        database: !Q!x y        ~ Q
        database: |Z            ~ Z
        """)
    void notASingleCharacterOfTheFileIsQuoted(String text, String character) {
        assertThat(message(new YamlText(folder, text + "\n").file()))
                .startsWith(":1: not YAML: what stands here is not ")
                .doesNotContain(character + "(", "'" + character, " " + character + " ", "character ");
    }

    @Test
    void aTabIsNamed() {
        assertThat(message(new YamlText(folder, "database:\n\tfile: app\n").file()))
                .isEqualTo(":2: not YAML: a tab stands where only spaces can; indent with spaces");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        database: file: app  | 1: not YAML: mapping values are not allowed here
        database: - app      | 1: not YAML: sequence entries are not allowed here
        database: 'app       | 2: not YAML: found unexpected end of stream
        """, quoteCharacter = '"')
    void whatQuotesNothingIsToldAsItIs(String text, String complaint) {
        assertThat(message(new YamlText(folder, text + "\n").file())).isEqualTo(":" + complaint);
    }

    @Test
    void aSecondDocumentIsNoAlias() {
        assertThat(message(new YamlText(folder, "database:\n  password: hunter2\n---\nmore: hunter2\n").file()))
                .startsWith(":")
                .doesNotContain("alias", "hunter");
    }

    @Test
    void aMistakeInTheYamlNamesItsLine() {
        assertThat(message(new YamlText(folder, "database:\n  file: app\nusers:\n\ttable: x\n").file()))
                .startsWith(":4: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"database: *hunter2\n", "database:\n  file: *hunter2\n"})
    void anAliasIsNotUnderstood(String text) {
        assertThat(message(new YamlText(folder, text).file()))
                .contains("alias or anchor")
                .doesNotContain("hunter");
    }

    @Test
    void anAliasCannotBlowUpTheReader() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            text.append("a%d: &a%d [*a%d, *a%d, *a%d]%n".formatted(i, i, i - 1, i - 1, i - 1));
        }

        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(new YamlText(folder, text.toString())::read);
    }

    @Test
    void aFileWithByteOrderMarkAndWindowsLineEndsIsRead() {
        String text = "\ufeff" + (YamlText.DATABASE_AND_USERS + YamlText.STAFF).replace("\n", "\r\n");

        assertThat(new YamlText(folder, text).errors()).isEmpty();
    }

    @Test
    void relativePathsAreThoseBesideTheFile() throws IOException {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        YamlText text =
                new YamlText(sub, "audit-json-lines: ../audit.jsonl\n" + YamlText.DATABASE_AND_USERS + YamlText.STAFF);

        Configuration read = text.read();

        assertThat(read.jsonLines()).isEqualTo(folder.resolve("audit.jsonl"));
        assertThat(read.database().url()).startsWith("jdbc:h2:file:" + sub.resolve("app"));
        assertThat(read.directories().get("staff").provider())
                .hasToString("CsvDirectoryProvider[" + sub.resolve("people.csv") + "]");
    }
}

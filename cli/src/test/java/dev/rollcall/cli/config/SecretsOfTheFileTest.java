package dev.rollcall.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password is never in the configuration, and never in what is said about it. */
class SecretsOfTheFileTest {

    @TempDir
    private Path folder;

    private YamlText database(String... keys) {
        return new YamlText(
                folder, "database:\n  " + String.join("\n  ", keys) + "\nusers: {table: app_user}\n" + YamlText.STAFF);
    }

    private String password(YamlText text) {
        return Objects.requireNonNull(text.read().database().password()).reveal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "'hunter2'", "12345", "[hunter2]", "true", "|\n    hunter2"})
    void writtenIntoTheFileItIsRefused(String password) {
        List<String> errors = database("file: app", "password: " + password).errors();

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0))
                .startsWith("3: database.password: a secret does not belong into this file")
                .contains("{env: NAME}", "{file: NAME}")
                .doesNotContain("hunter2", "12345");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://jane:hunter2@localhost/app",
                "jdbc:postgresql://localhost/app?password=hunter2",
                "jdbc:postgresql://localhost/app?ssl=true&PASSWORD=hunter2",
                "jdbc:postgresql://localhost/app?user=jane",
                "jdbc:postgresql://localhost/app?sslpassword=hunter2",
                "jdbc:h2:./app;PASSWORD=hunter2",
                "jdbc:h2:./app;USER=jane;password=hunter2"
            })
    void withinTheUrlItIsRefused(String url) {
        List<String> errors = database("url: \"" + url + "\"").errors();

        assertThat(errors)
                .containsExactly("2: database.url: user and password do not belong into the URL: use the keys user and"
                        + " password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://localhost/app", "postgresql://localhost/app", "hunter2", "jdbc:h2:"})
    void aUrlOfAnotherKindIsRefusedAndNotRepeated(String url) {
        assertThat(database("url: " + (url.endsWith(":") ? "\"" + url + "\"" : url))
                        .errors())
                .containsExactly("2: database.url: must begin with jdbc:postgresql: or jdbc:h2:");
    }

    @Test
    void itComesFromTheEnvironment() {
        assertThat(password(
                        database("file: app", "password: {env: APP_PASSWORD}").variable("APP_PASSWORD", " hunter2 ")))
                .isEqualTo(" hunter2 ");
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        assertThat(database("file: app", "password: {env: APP_PASSWORD}").errors())
                .containsExactly("3: database.password: the environment variable APP_PASSWORD is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "hunter2\n", "hunter2\r\n", "hunter2\n\n"})
    void itComesFromAFileWithoutTheLineEnd(String content) throws IOException {
        Files.writeString(folder.resolve("secret"), content);

        assertThat(password(database("file: app", "password: {file: secret}"))).isEqualTo("hunter2");
    }

    @Test
    void spacesInAFileArePartOfIt() throws IOException {
        Files.writeString(folder.resolve("secret"), " hunter 2 \n");

        assertThat(password(database("file: app", "password: {file: secret}"))).isEqualTo(" hunter 2 ");
    }

    @Test
    void aFileOfSeveralLinesIsNoSecret() throws IOException {
        Files.writeString(folder.resolve("secret"), "hunter2\nhunter3\n");

        assertThat(database("file: app", "password: {file: secret}").errors())
                .containsExactly("3: database.password: " + folder.resolve("secret") + " holds more than one line");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(database("file: app", "password: {file: secret}").errors())
                .hasSize(1)
                .allMatch(error ->
                        error.startsWith("3: database.password: " + folder.resolve("secret") + " cannot be read"));
    }

    @Test
    void aFileThatIsNotTextIsNamed() throws IOException {
        Files.write(folder.resolve("secret"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(database("file: app", "password: {file: secret}").errors())
                .hasSize(1)
                .allMatch(error -> error.contains("cannot be read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{env: A, file: b}", "{vault: hunter2}"})
    void itComesFromOnePlace(String place) {
        assertThat(database("file: app", "password: " + place).errors())
                .isNotEmpty()
                .allMatch(error -> error.startsWith("3: database.password") && !error.contains("hunter2"));
    }

    @Test
    void whateverShowsTheSettingsDoesNotShowIt() {
        Configuration read = database("file: app", "password: {env: APP_PASSWORD}")
                .variable("APP_PASSWORD", "hunter2")
                .read();

        assertThat(read.toString()).doesNotContain("hunter2");
        assertThat(read.database().toString()).doesNotContain("hunter2").contains("***");
        assertThat(read.database().place()).doesNotContain(";");
    }
}

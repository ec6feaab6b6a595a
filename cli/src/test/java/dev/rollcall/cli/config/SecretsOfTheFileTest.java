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
import org.junit.jupiter.params.provider.CsvSource;
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
                "jdbc:postgresql://u:hunter2/x@localhost/db",
                "jdbc:postgresql://jane%40hunter2@localhost/app",
                "jdbc:postgresql://jane:hunter2%40localhost/app",
                "jdbc:postgresql:jane:hunter2@localhost/app",
                "jdbc:postgresql://localhost/app?%70assword=hunter2",
                "jdbc:postgresql://localhost/app?%2570assword=hunter2",
                "jdbc:postgresql://localhost/app?ssl=true;password=hunter2",
                "jdbc:postgresql://localhost/app?ssl=true%26password%3Dhunter2",
                "jdbc:postgresql://localhost/app?sslpasswordcallback=hunter2",
                "jdbc:postgresql://localhost/app?passfile=hunter2",
                "jdbc:postgresql://localhost/app?my_pwd=hunter2",
                "jdbc:mysql://localhost/app?password=hunter2",
                "jdbc:h2:tcp://jane:hunter2@localhost/app",
                "jdbc:h2:./app;PassWord=hunter2",
                "jdbc:h2:./app;PASSWORD_HASH=hunter2",
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
    @ValueSource(
            strings = {
                "jdbc:mysql://localhost/app",
                "postgresql://localhost/app",
                "hunter2",
                "jdbc:h2:",
                "JDBC:H2:./app",
                "jdbc:H2:./app"
            })
    void aUrlOfAnotherKindIsRefusedAndNotRepeated(String url) {
        assertThat(database("url: " + (url.endsWith(":") ? "\"" + url + "\"" : url))
                        .errors())
                .containsExactly("2: database.url: must begin with jdbc:postgresql: or jdbc:h2:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:",
                "jdbc:postgresql:/hunter2",
                "jdbc:postgresql://hunter2",
                "jdbc:postgresql://jane:hunter2/app",
                "jdbc:postgresql://localhost:/hunter2",
                "jdbc:postgresql://localhost:0/hunter2",
                "jdbc:postgresql://localhost:65536/hunter2",
                "jdbc:postgresql://one:5432,two:99999/hunter2",
                "jdbc:postgresql://localhost:5432x/hunter2",
                "jdbc:postgresql://localhost/jane:hunter2",
                "jdbc:postgresql://localhost/hunter2/app",
                "jdbc:postgresql://localhost/a hunter2",
                "jdbc:postgresql://localhost/app?hunter2",
                "jdbc:postgresql://localhost/app?ssl=true&hunter2",
                "jdbc:postgresql:jane:hunter2",
                "jdbc:h2:;hunter2",
                "jdbc:h2:tcp:hunter2",
                "jdbc:h2:tcp://jane:hunter2/app",
                "jdbc:h2:ssl://localhost:70000/hunter2"
            })
    void aUrlOfAnotherFormIsRefusedAndNotRepeated(String url) {
        assertThat(database("url: \"" + url + "\"").errors())
                .hasSize(1)
                .allMatch(error -> error.startsWith("2: database.url: must be as jdbc:") && !error.contains("hunter2"));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql:app, jdbc:postgresql:app",
        "jdbc:postgresql://localhost/, jdbc:postgresql://localhost/",
        "jdbc:postgresql://db.example.org:65535/my_app, jdbc:postgresql://db.example.org:65535/my_app",
        "jdbc:postgresql://localhost/my%20app?, jdbc:postgresql://localhost/my%20app",
        "'jdbc:postgresql://one:5432,two/app?targetServerType=primary', 'jdbc:postgresql://one:5432,two/app'",
        "jdbc:postgresql://[::1]:5432/app?ssl=true&ApplicationName=a@b, jdbc:postgresql://[::1]:5432/app",
        "jdbc:h2:/data/app;MODE=PostgreSQL, jdbc:h2:/data/app",
        "jdbc:h2:mem:app, jdbc:h2:mem:app",
        "jdbc:h2:file:C:/data/my app, jdbc:h2:file:C:/data/my app",
        "jdbc:h2:tcp://localhost:9092/~/app;IFEXISTS=TRUE, jdbc:h2:tcp://localhost:9092/~/app"
    })
    void aUrlOfADriverIsTakenAndShownWithoutItsParameters(String url, String place) {
        DatabaseSettings settings = database("url: \"" + url + "\"").read().database();

        assertThat(settings.url()).startsWith(url);
        assertThat(settings.place()).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: {hunter2}",
                "password: {hunter2: x, hunter2: y}",
                "password: {env: A, hunter2: x}",
                "password: {? [hunter2] : x}",
                "password:hunter2: x",
                "password=hunter2: x",
                "'hunter2 is it': x",
                "hunter2-and-so-on-hunter2-and-so-on-hunter2-and-so-on: x",
                "password: {env: hunter2}",
                "password: {file: hunter2}"
            })
    void whatStandsInThePlaceOfAKeyIsNotRepeated(String line) {
        assertThat(database("file: app", line).errors())
                .isNotEmpty()
                .allMatch(error -> error.startsWith("3: database") && !error.contains("hunter"));
    }

    @Test
    void aKeyThatCannotBeToldIsToldByItsLine() {
        assertThat(database("file: app", "password:hunter2: x").errors())
                .containsExactly("3: database: a key here is not known; known here: file, password, schema, url, user");
    }

    @Test
    void ofAnotherFileAltogetherNoKeyIsRepeated() {
        assertThat(new YamlText(folder, "hunter2: x\nroot:x: y\nhunter2: z\n").errors())
                .isNotEmpty()
                .noneMatch(error -> error.contains("hunter2") || error.contains("root"));
    }

    @Test
    void itComesFromTheEnvironment() {
        assertThat(password(
                        database("file: app", "password: {env: APP_PASSWORD}").variable("APP_PASSWORD", " hunter2 ")))
                .isEqualTo(" hunter2 ");
    }

    @Test
    void aVariableThatIsNotSetIsToldWithoutItsName() {
        assertThat(database("file: app", "password: {env: APP_PASSWORD}").errors())
                .containsExactly("3: database.password: the environment variable that is named here is not set");
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
                .containsExactly("3: database.password: the file that is named here holds more than one line");
    }

    @Test
    void aFileThatIsNotThereIsToldWithoutItsName() {
        assertThat(database("file: app", "password: {file: secret}").errors())
                .containsExactly(
                        "3: database.password: the file that is named here cannot be read (NoSuchFileException)");
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

package dev.rollcall.cli.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A configuration that a test writes and reads. */
final class YamlText {

    /** The least that can be said; two parts, so that a test can put its own between. */
    static final String DATABASE_AND_USERS = """
        database:
          file: app
        users:
          table: app_user
        """;

    static final String STAFF = """
        directories:
          staff:
            csv:
              file: people.csv
              match-key: login
        """;

    private final Path file;
    private final Map<String, String> environment = new HashMap<>();

    YamlText(Path folder, String text) {
        this.file = folder.resolve("rollcall.yaml");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    YamlText variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Path file() {
        return file;
    }

    Configuration read() {
        return Configuration.read(file, environment::get);
    }

    /**
     * All that is wrong, secrets that are not there included, each without the path of the file: "line: key: what", or
     * "what".
     */
    List<String> errors() {
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class,
                () -> read().directories().values().forEach(DirectorySettings::readable));
        if (thrown == null) {
            return List.of();
        }
        return thrown.errors().stream()
                .map(error -> error.replace(file.toString(), "").replaceFirst("^: ?", ""))
                .toList();
    }
}

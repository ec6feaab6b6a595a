package dev.rollcall.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ldap.LdapDirectoryProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who configures a directory in Java reads them, and who does it in a file. */
@DisplayName("What a read or a validation tells")
class MessagesTest {

    private static final Path SOURCES =
            Path.of("src/main/java/dev/rollcall/ldap/internal").toAbsolutePath();

    private static final Pattern TEXT = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"");

    /** Its words are told by {@code build()}, to whoever called the builder. */
    private static final String OF_THE_BUILDER = "SettingsCheck.java";

    @Test
    @DisplayName("is in the words of the thing, not in those of the builder")
    void namesNoMethodOfTheBuilder() throws IOException {
        Pattern names = names();

        List<String> texts = texts();

        assertThat(texts).hasSizeGreaterThan(200);
        assertThat(texts).filteredOn(text -> names.matcher(text).find()).isEmpty();
    }

    /** Methods whose names are no words of their own, and constants of enums. */
    private static Pattern names() {
        String methods = Arrays.stream(LdapDirectoryProvider.Builder.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.chars().anyMatch(Character::isUpperCase))
                .collect(Collectors.joining("|"));
        return Pattern.compile("\\b(?:" + methods + ")\\b|\\b[a-z]+\\(|\\b[A-Z][A-Za-z]+\\.[A-Z_]{2,}\\b");
    }

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java") && !file.endsWith(OF_THE_BUILDER))
                    .map(MessagesTest::read)
                    .forEach(source -> {
                        Matcher text = TEXT.matcher(source);
                        while (text.find()) {
                            texts.add(text.group(1));
                        }
                    });
        }
        return texts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.rollcall.examples.shipyard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java that the two pages show is Java of this module. A line {@code // ...} stands for what a page leaves out. */
class DocsTest {

    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final Path module = Path.of("").toAbsolutePath();

    @ParameterizedTest
    @ValueSource(strings = {"writing-a-repository.md", "testing-your-policy.md"})
    void thePageShowsCodeOfThisModule(String page) throws IOException {
        String text = Files.readString(module.resolve("../../docs").resolve(page));
        String sources = withoutSpace(sources());

        assertThat(BLOCK.matcher(text)
                        .results()
                        .flatMap(block -> Stream.of(block.group(1).split("\\s*// \\.\\.\\.\n"))))
                .isNotEmpty()
                .allSatisfy(piece -> assertThat(sources).contains(withoutSpace(piece)));
    }

    private String sources() throws IOException {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(DocsTest::read)
                    .collect(Collectors.joining());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}

package dev.rollcall.testservers.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the project, read by a test that runs in the folder of its module. Threads: any. */
public final class Page {

    private final Path file;

    private Page(Path file) {
        this.file = file;
    }

    /** The page at this path of the project, such as {@code docs/ldap.md}; it is read when it is looked at. */
    public static Page of(String path) {
        return new Page(Path.of("..").resolve(path));
    }

    /**
     * All of it.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public String text() {
        return read(file);
    }

    /** The blocks of code in this language, in the order of the page; an empty list where there is none. */
    public List<String> code(String language) {
        return Pattern.compile("```" + Pattern.quote(language) + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(text())
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** As {@link #code(String)}, but only the blocks that begin so. */
    public List<String> code(String language, String beginning) {
        return code(language).stream()
                .filter(block -> block.startsWith(beginning))
                .toList();
    }

    /**
     * Those of the blocks that are not in the source of a test; white space does not count.
     *
     * @param test a test of the module whose tests run, and not a nested one
     * @throws UncheckedIOException if its source cannot be read
     */
    public static List<String> notIn(Class<?> test, Stream<String> blocks) {
        String source =
                withoutSpace(read(Path.of("src/test/java", test.getName().replace('.', '/') + ".java")));
        return blocks.filter(block -> !source.contains(withoutSpace(block))).toList();
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

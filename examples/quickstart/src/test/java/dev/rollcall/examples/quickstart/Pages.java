package dev.rollcall.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documentation as text: its Java code, its tables, its headings. */
final class Pages {

    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    private Pages() {}

    static String docs(String page) throws IOException {
        return Files.readString(MODULE.resolve("../../docs").resolve(page));
    }

    static String readme() throws IOException {
        return Files.readString(MODULE.resolve("../../README.md"));
    }

    static String testSource(Class<?> test) throws IOException {
        return Files.readString(
                MODULE.resolve("src/test/java").resolve(test.getName().replace('.', '/') + ".java"));
    }

    /** The blocks of Java code on a page, in their order. */
    static List<String> java(String text) {
        List<String> blocks = new ArrayList<>();
        Matcher block = JAVA.matcher(text);
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    /** The first cells of the table whose first column has this title, each without its quotes. */
    static List<String> firstColumn(String text, String title) {
        List<String> cells = new ArrayList<>();
        boolean inTable = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("| `" + title + "` |")) {
                inTable = true;
            } else if (inTable && line.startsWith("| `")) {
                cells.add(line.substring(3, line.indexOf('`', 3)));
            } else if (inTable && !line.startsWith("|")) {
                break;
            }
        }
        return cells;
    }

    /** The headings of the third level that are a name of code. */
    static List<String> codeHeadings(String text) {
        return text.lines()
                .filter(line -> line.startsWith("### `"))
                .map(line -> line.substring(5, line.length() - 1))
                .toList();
    }

    static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}

package dev.rollcall.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration with a directory named company that is good as it is, and what is said of mistakes in it. */
final class CompanyYaml {

    private static final String[] SECRETS = {"hunter2", "changeit"};

    private final Path folder;
    private final String kind;
    private final String least;
    private final Map<String, String> environment = new HashMap<>();

    /**
     * @param kind what kind of directory it is; the key stands in line 7
     * @param least the least that can be said; further keys of the directory go behind it
     */
    CompanyYaml(Path folder, String kind, String least) {
        this.folder = folder;
        this.kind = kind;
        this.least = least;
    }

    CompanyYaml variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** All that is wrong with this file. */
    List<String> errors(String yaml) {
        YamlText text = new YamlText(folder, yaml);
        environment.forEach(text::variable);
        return text.errors();
    }

    /** All that is wrong with these keys. */
    List<String> errorsWith(String... keys) {
        return errors(least + "      " + String.join("\n      ", keys) + "\n");
    }

    /** All that is wrong with this in place of the first match in the file. */
    List<String> errorsReplacing(String regex, String instead) {
        return errors(least.replaceFirst(regex, instead));
    }

    /**
     * A key is taken as it is, or complained about in its line. No secret is repeated.
     *
     * @param complaint how it begins, behind the name of the directory: with a key, or a colon if it is about the whole
     *     directory; null for none
     */
    void tells(String key, @Nullable String complaint) {
        List<String> errors = errorsWith(key);

        if (complaint == null) {
            assertThat(errors).isEmpty();
            return;
        }
        String where = complaint.startsWith(":")
                ? "7: directories.company." + kind + complaint
                : least.lines().count() + 1 + ": directories.company." + kind + "." + complaint;
        assertThat(errors).isNotEmpty().anyMatch(error -> error.startsWith(where), where);
        assertThat(String.join("\n", errors)).doesNotContain(SECRETS);
    }
}

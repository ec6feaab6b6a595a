package dev.rollcall.cli.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** A YAML file as a tree that knows its lines. */
final class YamlFile {

    /** What the parser says of a file without quoting it. */
    private static final Set<String> QUOTES_NOTHING = Set.of(
            "mapping values are not allowed here",
            "mapping keys are not allowed here",
            "sequence entries are not allowed here",
            "could not find expected ':'",
            "found unexpected end of stream");

    private YamlFile() {}

    /**
     * Reads a file whose topmost node is a mapping.
     *
     * @throws ConfigurationException if there is no such file, it cannot be read, or is not YAML
     */
    static Section read(Path file, Problems problems) {
        Node root = parse(file, text(file));
        if (!(root instanceof MappingNode mapping)) {
            throw broken(file, 0, "holds no keys; it begins with 'database:', 'users:' and 'directories:'");
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file that was read is in a folder");
        return new Section(mapping, Value.line(mapping), "", problems, folder);
    }

    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw broken(file, 0, "is a folder; name the file in it");
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw broken(file, 0, "there is no such file; name another with --config FILE");
        } catch (AccessDeniedException e) {
            throw broken(file, 0, "may not be read by this user");
        } catch (CharacterCodingException e) {
            throw broken(file, 0, "is not written in UTF-8");
        } catch (IOException e) {
            throw broken(file, 0, "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Messages of the parser may quote the file, and a secret with it, so that only those are told that are known not
     * to.
     */
    private static @Nullable Node parse(Path file, String text) {
        LoadSettings settings =
                LoadSettings.builder().setLabel(String.valueOf(file)).build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            return root.orElse(null);
        } catch (ComposerException e) {
            boolean several = String.valueOf(e.getProblem()).contains("another document");
            throw broken(
                    file,
                    line(e),
                    several
                            ? "a second document begins here; the file may hold one"
                            : "an alias or anchor (a word that begins with * or &) is not understood; write"
                                    + " text that begins so in quotes");
        } catch (MarkedYamlEngineException e) {
            throw broken(file, line(e), "not YAML: " + harmless(e));
        } catch (YamlEngineException e) {
            throw broken(file, 0, "not YAML (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static String harmless(MarkedYamlEngineException e) {
        String problem = e.getProblem();
        if (problem.contains("(TAB)")) {
            return "a tab stands where only spaces can; indent with spaces";
        }
        if (QUOTES_NOTHING.contains(problem)) {
            return problem;
        }
        return e instanceof ParserException
                ? "what stands here is not expected; look at the indentation, and at brackets and commas"
                : "what stands here is not understood; write text with signs in it in quotes, and close quotes";
    }

    private static int line(MarkedYamlEngineException e) {
        return e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private static ConfigurationException broken(Path file, int line, String why) {
        return new ConfigurationException(List.of(file + (line == 0 ? "" : ":" + line) + ": " + why));
    }
}

package dev.rollcall.cli;

import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.cli.output.Output;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that works on the host of the configuration file. */
abstract class HostCommand implements Callable<Integer> {

    static final String CONFIG_VARIABLE = "ROLLCALL_CONFIG";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration file; unless said the one that the environment variable " + CONFIG_VARIABLE
                    + " names, or rollcall.yaml in the current folder.")
    private @Nullable Path config;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "NAME",
            description = "Which of the file's directories; needed where it has several.")
    private @Nullable String directory;

    /** Looked for among the arguments before anything is logged; here for its description. */
    @SuppressWarnings("unused")
    @Option(names = "--verbose", description = "Print log lines and, for an error, where it happened.")
    private boolean verbose;

    private final Surroundings surroundings;

    HostCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does what the command is for. */
    abstract ExitCode run(Configuration configuration);

    @Override
    public final Integer call() {
        Path file = config;
        if (file == null) {
            String named = surroundings.environment().apply(CONFIG_VARIABLE);
            file = Path.of(named == null || named.isBlank() ? "rollcall.yaml" : named);
        }
        return run(Configuration.read(file, surroundings.environment())).code();
    }

    /** The directory that is meant. */
    final DirectorySettings directory(Configuration configuration) {
        Map<String, DirectorySettings> all = configuration.directories();
        String name = directory;
        if (name == null && all.size() == 1) {
            return all.values().iterator().next();
        }
        DirectorySettings found = name == null ? null : all.get(name);
        if (found == null) {
            throw misuse(
                    (name == null ? "say which directory with --directory" : "there is no directory '" + name + "'")
                            + "; the file has " + String.join(", ", all.keySet()));
        }
        return found;
    }

    /** How this host's command is called, to be typed again with the same file and directory. */
    final String again(String command) {
        return "rollcall " + command + (config == null ? "" : " --config " + config)
                + (directory == null ? "" : " --directory " + directory);
    }

    /** What an option or argument means; one that is not understood is a misuse. */
    final <T> T understood(Supplier<T> meaning) {
        try {
            return meaning.get();
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    final ParameterException misuse(String message) {
        if (spec == null) {
            throw new IllegalStateException("The command was not made by a command line");
        }
        return new ParameterException(spec.commandLine(), message);
    }

    final Output out() {
        return surroundings.output();
    }

    final Surroundings surroundings() {
        return surroundings;
    }
}

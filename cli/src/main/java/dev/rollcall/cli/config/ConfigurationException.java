package dev.rollcall.cli.config;

import java.util.List;

/** The configuration cannot be used. Holds everything that is wrong with it, and no secret. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String[] errors;

    /** Creates the exception for one error or more, each with file, line and key where there are any. */
    public ConfigurationException(List<String> errors) {
        super(String.join(System.lineSeparator(), errors));
        this.errors = errors.toArray(String[]::new);
    }

    /** All that is wrong, in the order of the file. */
    public List<String> errors() {
        return List.of(errors);
    }
}

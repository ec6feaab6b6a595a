package dev.rollcall.jdbc;

import java.util.List;

/**
 * The database, or what it was said to hold, is not as Rollcall needs it. The message names all that is wrong, and what
 * to do.
 */
public final class JdbcConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String[] errors;

    /** Creates the exception. */
    public JdbcConfigurationException(String message) {
        super(message);
        this.errors = new String[0];
    }

    /** Creates the exception for several errors, one line each. */
    JdbcConfigurationException(String what, List<String> errors) {
        super(what + ":\n  - " + String.join("\n  - ", errors));
        this.errors = errors.toArray(String[]::new);
    }

    /** All that is wrong, each with what to do about it; empty where there is only the message. */
    public List<String> errors() {
        return List.of(errors);
    }
}

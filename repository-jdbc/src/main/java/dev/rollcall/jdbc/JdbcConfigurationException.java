package dev.rollcall.jdbc;

import java.util.List;

/** The database, or what it was said to hold, is not as Rollcall needs it. The message names all that is wrong, and what to do. */
public final class JdbcConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public JdbcConfigurationException(String message) {
        super(message);
    }

    /** Creates the exception for several errors, one line each. */
    JdbcConfigurationException(String what, List<String> errors) {
        this(what + ":\n  - " + String.join("\n  - ", errors));
    }
}

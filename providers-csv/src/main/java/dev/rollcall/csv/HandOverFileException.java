package dev.rollcall.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link HandOverFile} cannot be used. Nothing of it is; the messages name lines and no account. */
public final class HandOverFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    HandOverFileException(String file, List<String> problems, @Nullable Throwable cause) {
        super(file + " cannot be used: " + String.join("; ", problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong with the file, in the order of its lines; at least one. */
    public List<String> problems() {
        return problems;
    }
}

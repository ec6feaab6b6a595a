package dev.rollcall.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who asks, for the audit log. */
final class Actor {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who asks, for the audit log; the user of this system unless said.")
    private @Nullable String by;

    /** Whether a name was given. */
    boolean isGiven() {
        return by != null;
    }

    /**
     * The name given, or that of the system's user. Whoever permits or does something by hand has a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    String name(String systemUser) {
        String name = by == null ? systemUser : by;
        if (name.isBlank()) {
            throw new IllegalArgumentException("say with --by who asks for this; the audit log names them");
        }
        return name;
    }
}

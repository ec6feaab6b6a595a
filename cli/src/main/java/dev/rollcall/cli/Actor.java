package dev.rollcall.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who asks, for the audit log. */
final class Actor {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who asks, for the audit log. Unless said the user of this system; for a sync without a terminal"
                    + " and without permissions nobody, as for a schedule.")
    private @Nullable String by;

    /** The name given, or this one. */
    String or(String usual) {
        return by == null ? usual : by;
    }
}

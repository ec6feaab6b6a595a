package dev.rollcall.cli;

import dev.rollcall.identity.DirectoryName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Hands an account over to the directory. */
@Command(
        name = "hand-over",
        description =
                "Hands an account over to the directory, so that the next sync links it with the person of the same username (R9)."
                        + " It loses the external id it had.")
final class HandOverCommand extends ReassignCommand {

    HandOverCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    @Nullable
    DirectoryName target(Acting acting) {
        return acting.directory().name();
    }
}

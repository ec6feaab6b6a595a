package dev.rollcall.cli;

import dev.rollcall.identity.DirectoryName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Makes an account local. */
@Command(
        name = "make-local",
        description = "Makes an account local, so that no sync touches it. It keeps its external id (R9).")
final class MakeLocalCommand extends ReassignCommand {

    MakeLocalCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    @Nullable
    DirectoryName target(Acting acting) {
        return null;
    }
}

package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a person off the ignore list. */
@Command(
        name = "unignore",
        description = "Takes a person off the ignore list (R16). Refused for an id that is not on it, or that only the"
                + " configuration names.")
final class UnignoreCommand extends ActCommand {

    @Parameters(paramLabel = "EXTERNAL_ID", description = "The external id of the person in the directory.")
    private @Nullable String externalId;

    UnignoreCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<AccountActs.Result> act(Acting acting) {
        return told(acting.acts().unignore(externalId(externalId)));
    }
}

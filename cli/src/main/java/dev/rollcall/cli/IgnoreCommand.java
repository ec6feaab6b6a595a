package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts a person on the ignore list. */
@Command(
        name = "ignore",
        description = "Puts a person on the ignore list: left alone by every sync, account and all (R16)."
                + " Ids compare exactly; says which account has this one.")
final class IgnoreCommand extends ActCommand {

    @Parameters(paramLabel = "EXTERNAL_ID", description = "The external id of the person in the directory.")
    private @Nullable String externalId;

    IgnoreCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<AccountActs.Result> act(Acting acting) {
        return told(acting.acts().ignore(externalId(externalId)));
    }
}

package dev.rollcall.cli;

import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.identity.ExternalId;
import picocli.CommandLine.Command;

/** Lists the ignore list. */
@Command(name = "ignored", description = "Lists the external ids on the ignore list of the directory, one a line.")
final class IgnoredCommand extends HostCommand {

    IgnoredCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        DirectorySettings directory = directory(configuration);
        try (Host host = Host.open(configuration)) {
            host.journal().ignored(directory.name()).stream()
                    .map(ExternalId::value)
                    .sorted()
                    .forEach(out()::line);
        }
        out().flush();
        return ExitCode.OK;
    }
}

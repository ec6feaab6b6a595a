package dev.rollcall.cli;

import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.cli.output.TextTable;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** Lists who is left alone. */
@Command(
        name = "ignored",
        description =
                "Lists the external ids that syncs of the directory leave alone (R16), one a line, and who names each:"
                        + " an administrator with 'account ignore', or the configuration.")
final class IgnoredCommand extends HostCommand {

    IgnoredCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        DirectorySettings directory = directory(configuration);
        try (Host host = Host.open(configuration)) {
            Map<String, String> namedBy = new TreeMap<>();
            host.journal().ignored(directory.name()).forEach(person -> namedBy.put(person.value(), "administrator"));
            directory
                    .policy()
                    .ignored()
                    .forEach(person -> namedBy.merge(person.value(), "configuration", (a, b) -> a + ", " + b));
            TextTable table = new TextTable(2);
            namedBy.forEach(table::add);
            table.print(out(), "");
        }
        out().flush();
        return ExitCode.OK;
    }
}

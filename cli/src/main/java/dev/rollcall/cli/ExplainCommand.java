package dev.rollcall.cli;

import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.cli.output.Output;
import dev.rollcall.plan.Explanation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what a sync means for one person. */
@Command(
        name = "explain",
        description = "Says what a sync would do about one person, why, and by which rule. Writes nothing.")
final class ExplainCommand extends HostCommand {

    @Parameters(paramLabel = "PERSON", description = "A username, match key, external id or account id.")
    private @Nullable String person;

    ExplainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        DirectorySettings directory = directory(configuration).readable();
        try (Host host = Host.open(configuration)) {
            Explanation explanation = host.looking(directory).explain(String.valueOf(person));
            if (explanation.isFound()) {
                out().line("'" + explanation.query() + "':");
                explanation.facts().forEach(fact -> out().line("  " + Output.onOneLine(fact)));
                explanation.steps().forEach(step -> out().line("  " + Output.onOneLine(step.toString())));
            } else {
                out().line(explanation);
            }
            out().flush();
            return explanation.isFound() ? ExitCode.OK : ExitCode.NOT_FOUND;
        }
    }
}

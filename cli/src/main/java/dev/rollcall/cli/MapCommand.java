package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import dev.rollcall.cli.output.TextTable;
import dev.rollcall.csv.HandOver;
import dev.rollcall.csv.HandOverFile;
import dev.rollcall.directory.DirectoryException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands many accounts over, from a file. */
@Command(
        name = "map",
        description = {
            "Hands accounts over, renames them or makes them local as a CSV file says, with the columns existing_username,"
                    + " new_username and target_directory. A blank new name keeps the name; the target 'local' makes local.",
            "Try it with --dry-run first: that says line by line what would be done or refused, and writes nothing."
        })
final class MapCommand extends ActCommand {

    @Parameters(paramLabel = "FILE", description = "The file, in UTF-8.")
    private @Nullable Path file;

    @Option(names = "--dry-run", description = "Write nothing.")
    private boolean dryRun;

    @Option(
            names = "--separator",
            paramLabel = "CHARACTER",
            defaultValue = ",",
            description = "What stands between the cells: a comma, which is the default, or a semicolon.")
    private char separator = ',';

    MapCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<AccountActs.Result> act(Acting acting) {
        List<HandOver> lines = read();
        List<AccountActs.Result> results =
                acting.acts().handOver(lines.stream().map(HandOver::toAct).toList(), dryRun);
        TextTable table = new TextTable(4, "line", "username", "", "");
        long done = 0;
        for (int i = 0; i < lines.size(); i++) {
            AccountActs.Result result = results.get(i);
            done += result.done() ? 1 : 0;
            table.add(
                    String.valueOf(lines.get(i).line()),
                    lines.get(i).existing().value(),
                    result.done() ? (dryRun ? "would be done" : "done") : "refused",
                    result.text());
        }
        table.print(out(), "");
        out().line(done + (dryRun ? " would be done, " : " done, ") + (lines.size() - done) + " refused"
                + (dryRun ? "; nothing was written" : ""));
        return results;
    }

    private List<HandOver> read() {
        try {
            return HandOverFile.read(Objects.requireNonNull(file), StandardCharsets.UTF_8, separator);
        } catch (IllegalArgumentException | DirectoryException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }
}

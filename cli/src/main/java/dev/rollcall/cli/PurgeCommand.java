package dev.rollcall.cli;

import dev.rollcall.cli.config.Configuration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes old audit events (R42). */
@Command(
        name = "purge",
        description = "Removes the audit events of all days before the one given. They are gone for good: export them first.")
final class PurgeCommand extends HostCommand {

    @Option(names = "--before", paramLabel = "DAY", required = true, description = "The first day that is kept.")
    private @Nullable String before;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "",
            description = "The time zone of the day; that of this system unless said.")
    private String zone = "";

    PurgeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        Instant limit;
        try {
            limit = new Moments(zone).from("--before", String.valueOf(before));
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
        try (Host host = Host.open(configuration)) {
            long gone = host.auditLog().purge(limit);
            out().line(gone + " events removed");
        }
        out().flush();
        return ExitCode.OK;
    }
}

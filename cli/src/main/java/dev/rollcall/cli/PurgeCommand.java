package dev.rollcall.cli;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditSink;
import dev.rollcall.audit.Subject;
import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.rules.Rule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes old audit events (R42). */
@Command(
        name = "purge",
        description =
                "Removes the audit events of all directories from before a day, or a moment. They are gone for good: export them"
                        + " first. That they were removed, and by whom, is written into the log.")
final class PurgeCommand extends HostCommand {

    @Option(names = "--before", paramLabel = "DAY", required = true, description = "The first day that is kept.")
    private @Nullable String before;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "",
            description = "The time zone of the day; that of this system unless said.")
    private String zone = "";

    @Mixin
    private final Actor actor = new Actor();

    PurgeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        DirectorySettings directory = directory(configuration);
        String name = understood(() -> actor.name(surroundings().user()));
        Instant limit = understood(() -> new Moments(zone).from("--before", String.valueOf(before)));
        Instant now = Instant.now();
        if (limit.isAfter(now)) {
            throw misuse("--before must not lie in the future");
        }
        try (Host host = Host.open(configuration)) {
            AuditSink audit = host.audit(); // before the purge: a log that cannot be written is told while all is there
            long gone = host.auditLog().purge(limit);
            audit.record(List.of(new AuditEvent(
                    UUID.randomUUID().toString(),
                    now.truncatedTo(ChronoUnit.MILLIS),
                    directory.name(),
                    null,
                    name,
                    AuditAction.LOG_PURGED,
                    AuditEvent.Outcome.SUCCESS,
                    Subject.NOBODY,
                    Rule.R42,
                    gone + " events from before " + limit + " were removed",
                    List.of())));
            out().line(gone + " events removed");
        }
        out().flush();
        return ExitCode.OK;
    }
}

package dev.rollcall.cli;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.output.TextTable;
import dev.rollcall.jdbc.AuditPage;
import dev.rollcall.jdbc.JdbcAuditLog;
import dev.rollcall.json.AuditEventJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows or exports the audit log (R42). */
@Command(
        name = "audit",
        description = {
            "Shows the audit log, of all directories: as a table the newest events, as CSV and JSON lines all, oldest first."
        })
final class AuditCommand extends HostCommand {

    @Option(names = "--from", paramLabel = "DAY", description = "From this day on, or this moment.")
    private @Nullable String from;

    @Option(
            names = "--until",
            paramLabel = "DAY",
            description = "Up to this day, which is included, or up to this moment.")
    private @Nullable String until;

    @Option(names = "--user", paramLabel = "NAME", description = "Events whose actor or subject has this user name.")
    private @Nullable String user;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Events of this category; all there are have 'System'.")
    private @Nullable String category;

    @Option(
            names = "--subcategory",
            paramLabel = "NAME",
            description = "Events of this subcategory; all there are have 'Users'.")
    private @Nullable String subcategory;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "",
            description =
                    "The time zone of days and of what is shown, such as Europe/Vienna; that of this system unless said."
                            + " JSON has UTC.")
    private String zone = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many events a table shows at most; ${DEFAULT-VALUE} unless said.")
    private int limit;

    @Mixin
    private final CsvOptions options = new CsvOptions();

    AuditCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        Moments moments = understood(() -> new Moments(zone));
        AuditQuery query = understood(() -> query(moments));
        char separator = understood(options::separator);
        if (limit < 1 || limit > JdbcAuditLog.LARGEST_PAGE) {
            throw misuse("--limit must be from 1 to " + JdbcAuditLog.LARGEST_PAGE);
        }
        try (Host host = Host.open(configuration)) {
            JdbcAuditLog log = host.auditLog();
            switch (options.format()) {
                case TABLE -> printTable(log.newestFirst(query, null, limit), moments);
                case CSV -> log.exportCsv(query, out().data(), separator, moments.zone());
                case JSON ->
                    log.find(
                            query,
                            event -> out().data()
                                    .append(AuditEventJson.of(event))
                                    .append('\n'));
            }
        }
        out().flush();
        return ExitCode.OK;
    }

    private AuditQuery query(Moments moments) {
        return new AuditQuery(
                from == null ? null : moments.from("--from", from),
                until == null ? null : moments.until("--until", until),
                user,
                category,
                subcategory);
    }

    private void printTable(AuditPage page, Moments moments) {
        TextTable table = new TextTable(6, "time", "by", "", "what", "whom", "details");
        List<AuditEvent> events = page.events();
        for (AuditEvent event : events) {
            table.add(
                    moments.shown(event.time()),
                    event.actor(),
                    event.outcome() == AuditEvent.Outcome.FAILURE ? "!" : "",
                    event.action().name(),
                    StepWords.name(event.subject()),
                    details(event));
        }
        if (!table.isEmpty()) {
            table.print(out(), "");
        }
        out().line(events.size() + (page.next() != null ? " newest events; there are more" : " events"));
    }

    private static String details(AuditEvent event) {
        StringBuilder details = new StringBuilder(event.details());
        event.changes().forEach(change -> details.append("; ").append(change));
        return details.append(event.rule() == null ? "" : " (" + event.rule() + ")")
                .toString();
    }
}

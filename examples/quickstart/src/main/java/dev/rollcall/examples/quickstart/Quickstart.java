package dev.rollcall.examples.quickstart;

import dev.rollcall.SyncEngine;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.csv.CsvDirectoryProvider;
import dev.rollcall.jdbc.RollcallDatabase;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Three days of a small company, whose staff list is a CSV file and whose application keeps its users in a table:
 * people become accounts, the next day's file moves them, a file that was cut short changes nothing, and a mass leave
 * is held until somebody approves it. Users, audit log and run history are left in an H2 database; each time the story
 * begins anew.
 */
public final class Quickstart {

    private static final int SEATS = 27;

    private final Path file;
    private final Story story;
    private final HostDatabase host;
    private final SyncEngine engine;

    private Quickstart(Path folder, HostDatabase host, PrintStream out) {
        RollcallDatabase rollcall = host.rollcall();
        this.file = folder.resolve("people.csv");
        this.host = host;
        this.story = new Story(file, out, rollcall.auditLog());
        this.engine = SyncEngine.builder("staff", provider(), rollcall.users(HostDatabase.users()))
                .policy(policy())
                .licence(LicenceLimit.of(SEATS))
                .audit(rollcall.auditLog())
                .journal(rollcall.journal())
                .lock(rollcall.lock())
                .clock(story.clock())
                .runIds(story::nextRunId)
                .build();
    }

    /** Where people come from: a file with a trailer that counts its rows, so that a file cut short is noticed. */
    private CsvDirectoryProvider provider() {
        return CsvDirectoryProvider.builder(file, "Login")
                .delimiter(';')
                .externalIdColumn("Employee Id")
                .activeColumn("Status")
                .trailer("END")
                .build();
    }

    /** Which field of an account comes from which column. */
    static Policy policy() {
        return Policy.builder()
                .field("name", ValueSource.joined(" ", "given name", "family name"))
                .field("email", ValueSource.attribute("e-mail"), field -> field.maxLength(60))
                .field("phone", ValueSource.attribute("phone"), field -> field.mode(MappingMode.WHEN_PRESENT))
                .field("department", ValueSource.attribute("department"))
                .build();
    }

    /**
     * Tells the story.
     *
     * @param arguments the folder in which file and database are left; {@code quickstart} unless given
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        tell(Path.of(arguments.length > 0 ? arguments[0] : "quickstart"), System.out);
    }

    /** Tells the story to a stream. */
    static void tell(Path folder, PrintStream out) throws IOException, SQLException {
        try (HostDatabase host = HostDatabase.create(folder)) {
            new Quickstart(folder, host, out).tell();
            out.println("All of this is left in " + folder + ", for any tool that opens an H2 database.");
        }
    }

    private void tell() throws IOException, SQLException {
        story.day(
                "Day 1: thirty people, " + SEATS + " seats, a local administrator, and a login that two people share");
        story.delivers("day-1.csv");
        try (SyncPlan plan = engine.plan()) {
            story.show(plan);
        }
        sync();

        story.day("Day 2: a marriage, two logins swapped, a leaver, a leave of absence, a correction");
        story.delivers("day-2.csv");
        sync();
        story.show(engine.explain("leila.karimi"));

        story.day("Day 2, later: the export dies half way, and the file ends in the middle");
        story.delivers("day-2-cut-short.csv");
        story.show(engine.run());

        story.day("Day 3: the leave of absence is over, and a whole department leaves");
        story.delivers("day-3.csv");
        SyncReport report = engine.run();
        story.show(report);
        if (report.outcome() == Outcome.HELD) {
            story.say("");
            story.say("Jane has looked at what was held, and approves it:");
            story.show(engine.run(RunRequest.by("jane").approving(report.runId())));
        }
        showTables();
    }

    private void sync() throws SQLException {
        story.show(engine.run());
        showUsers();
    }

    private void showUsers() throws SQLException {
        story.table(
                "The table app_user",
                "%-4s %-16s %-8s %-23s %-6s %-20s %s",
                List.of("id", "login", "status", "block_reason", "owner", "name", "department"),
                host.query("select id, login, status, block_reason, coalesce(owner, 'local'), name, department"
                        + " from app_user order by id"));
    }

    private void showTables() throws SQLException {
        showUsers();
        story.table(
                "The table rollcall_run",
                "%-6s %-12s %-8s %-10s %s",
                List.of("run_id", "started_at", "actor", "outcome", "held for, or the cause of the failure"),
                host.query("select run_id, cast(started_at as date), actor, outcome, coalesce(held_for, cause)"
                        + " from rollcall_run order by run_id"));
        story.table(
                "The table rollcall_audit, by action",
                "%-15s %-8s %s",
                List.of("action", "outcome", "events"),
                host.query("select action, outcome, count(*) from rollcall_audit group by action, outcome"
                        + " order by action, outcome"));
        story.heading("The audit log of one person, as it is exported");
        StringBuilder csv = new StringBuilder();
        host.rollcall().auditLog().exportCsv(AuditQuery.everything().user("leila.karimi"), csv, ';', ZoneOffset.UTC);
        csv.toString().lines().forEach(story::line);
        story.say("");
    }
}

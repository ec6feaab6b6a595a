package dev.rollcall.examples.quickstart;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.csv.CsvDirectoryProvider;
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

/**
 * Three days of a small company, whose staff list is a CSV file: people become accounts, the next day's file moves them, a file that
 * was cut short changes nothing, and a mass leave is held until somebody approves it. Everything is kept in memory, so it can be
 * repeated at will.
 */
public final class Quickstart {

    private static final int SEATS = 27;

    private final Path file;
    private final Story story;
    private final InMemoryUserRepository accounts = new InMemoryUserRepository();
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final SyncEngine engine;

    private Quickstart(Path folder, PrintStream out) {
        this.file = folder.resolve("people.csv");
        this.story = new Story(file, out, audit);
        this.engine = SyncEngine.builder("staff", provider(), accounts)
                .policy(policy())
                .licence(LicenceLimit.of(SEATS))
                .audit(audit)
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
     * @param arguments none are used
     */
    public static void main(String[] arguments) throws IOException {
        try (TemporaryFolder folder = new TemporaryFolder()) {
            new Quickstart(folder.path(), System.out).tell();
        }
    }

    /** Tells the story to a stream; for tests. */
    static Quickstart tell(Path folder, PrintStream out) throws IOException {
        Quickstart quickstart = new Quickstart(folder, out);
        quickstart.tell();
        return quickstart;
    }

    private void tell() throws IOException {
        // A local administrator, who belongs to no directory and whom no sync ever touches.
        accounts.put(Account.builder("1", "admin")
                .field("name", "Local administrator")
                .build());

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
        story.show(accounts.all());
        story.say("");
        story.say("The audit log of the three days has " + audit.events().size()
                + " events. Run this again as often as you" + " like; nothing is left behind.");
    }

    private void sync() {
        story.show(engine.run());
        story.show(accounts.all());
    }

    InMemoryUserRepository accounts() {
        return accounts;
    }

    InMemoryAuditLog audit() {
        return audit;
    }
}

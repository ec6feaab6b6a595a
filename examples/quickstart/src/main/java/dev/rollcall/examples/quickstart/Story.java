package dev.rollcall.examples.quickstart;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.jdbc.JdbcAuditLog;
import dev.rollcall.plan.Explanation;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.run.SyncReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What the quickstart needs beside Rollcall: the day's file, a calendar, and tables on the screen. */
final class Story {

    private static final int WIDTH = 100;

    private final Path file;
    private final PrintStream out;
    private final JdbcAuditLog audit;
    private final Calendar calendar = new Calendar(Instant.parse("2026-03-01T07:00:00Z"));
    private int runs;
    private int shown;

    Story(Path file, PrintStream out, JdbcAuditLog audit) {
        this.file = file;
        this.out = out;
        this.audit = audit;
    }

    Clock clock() {
        return calendar;
    }

    String nextRunId() {
        // Ids of runs must never come twice; here the database is made anew each time.
        return "run-" + ++runs;
    }

    void day(String title) {
        calendar.nextDay();
        say("");
        say("=== " + title);
    }

    void delivers(String name) throws IOException {
        try (InputStream source = Story.class.getResourceAsStream("/people/" + name)) {
            if (source == null) {
                throw new FileNotFoundException(name + " is not among the example files");
            }
            Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void say(String text) {
        out.println(text.stripTrailing());
    }

    void show(SyncPlan plan) {
        heading("What a run would do");
        plan.forEach(step -> wrapped(step.kind() + " " + step.subject() + ": " + step.reason() + fields(step.changes())
                + " (" + step.rule() + ")"));
        indented(plan.summary().toString());
    }

    void show(Explanation explanation) {
        heading("Why");
        indented(explanation.toString());
    }

    void show(SyncReport report) {
        heading("The run");
        indented(report.toString());
        heading("Its audit log");
        List<AuditEvent> events = new ArrayList<>();
        audit.find(AuditQuery.everything(), events::add);
        for (AuditEvent event : events.subList(shown, events.size())) {
            wrapped(event.outcome() + " " + event.subject() + " " + event.details() + fields(event.changes())
                    + (event.rule() == null ? "" : " (" + event.rule() + ")"));
        }
        shown = events.size();
    }

    /** The fields that change, with old and new value; those of a new account go without saying. */
    private static String fields(List<FieldChange> changes) {
        if (changes.isEmpty()) {
            return "";
        }
        return changes.stream().allMatch(change -> change.before() == null) ? "" : " " + changes;
    }

    /** Shows rows under the names of their columns. */
    void table(String title, String format, List<String> columns, List<List<String>> rows) {
        heading(title);
        say("  " + String.format(format, columns.toArray()));
        rows.forEach(row -> line(String.format(format, row.toArray())));
    }

    /** Shows a line, however long it is. */
    void line(String text) {
        say("  " + ascii(text).stripTrailing());
    }

    void heading(String text) {
        say("");
        say("--- " + text);
    }

    private void indented(String text) {
        text.lines().forEach(this::wrapped);
    }

    /**
     * One paragraph, in lines of at most {@value #WIDTH} characters, of which all but the first are indented further.
     */
    private void wrapped(String text) {
        StringBuilder line = new StringBuilder(" ");
        for (String word : ascii(text).split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH && !line.toString().isBlank()) {
                say(line.toString());
                line.setLength(0);
                line.append("     ");
            }
            line.append(' ').append(word);
        }
        say(line.toString());
    }

    /**
     * A terminal that knows ASCII only prints a mark for every other letter; the accounts hold the letters themselves.
     */
    private String ascii(String text) {
        return Charset.defaultCharset().newEncoder().canEncode(text) ? text : text.replaceAll("[^\\x00-\\x7F]", "?");
    }

    /** The days of the story. */
    private static final class Calendar extends Clock {
        private Instant now;

        Calendar(Instant start) {
            this.now = start;
        }

        void nextDay() {
            now = now.plus(Period.ofDays(1));
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }
}

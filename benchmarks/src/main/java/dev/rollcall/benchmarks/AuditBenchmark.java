package dev.rollcall.benchmarks;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.jdbc.AuditPage;
import dev.rollcall.jdbc.AuditPosition;
import dev.rollcall.jdbc.JdbcAuditLog;
import dev.rollcall.jdbc.RollcallDatabase;
import dev.rollcall.rules.Rule;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * Searches, exports and purges an audit log of so many events, which are made in SQL and spread over the year 2026:
 * {@code java … AuditBenchmark postgresql 10000000}, {@code java … AuditBenchmark h2 1000000}. One event in twenty is
 * about the user service, the others are about a hundred thousand users; one in a hundred is jane's doing, five in all
 * are amy's. The PostgreSQL is an embedded one that does not wait for its disk (fsync is off), the H2 database a file.
 */
public final class AuditBenchmark {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int TIMES = 30;
    private static final int PAGE = 50;
    private static final int SLICE = 20_000;

    private final DataSource source;
    private final boolean postgres;
    private final long events;
    private final JdbcAuditLog log;

    private AuditBenchmark(DataSource source, boolean postgres, long events) {
        this.source = source;
        this.postgres = postgres;
        this.events = events;
        RollcallDatabase database = RollcallDatabase.over(source);
        double begin = System.nanoTime();
        database.createTables();
        execute(
                "drop index rollcall_audit_time",
                "drop index rollcall_audit_actor",
                "drop index rollcall_audit_subject");
        generate();
        database.createTables();
        execute(postgres ? "vacuum analyze rollcall_audit" : "analyze");
        System.out.printf(
                Locale.ROOT,
                "%d events in %s, generated with their indexes in %.0f s%n",
                events,
                postgres ? "PostgreSQL" : "H2",
                (System.nanoTime() - begin) / 1e9);
        this.log = database.auditLog();
    }

    /**
     * Runs.
     *
     * @param arguments {@code postgresql} or {@code h2}, and the number of events
     */
    public static void main(String[] arguments) throws IOException {
        long events = Long.parseLong(arguments[1]);
        if (arguments[0].equals("postgresql")) {
            try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
                PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
                source.setURL(server.getJdbcUrl("postgres", "postgres"));
                run(source, true, events);
            }
        } else {
            Path folder = Files.createTempDirectory("rollcall-benchmark-");
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:file:" + folder.resolve("audit"));
            run(source, false, events);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static void run(ConnectionPoolDataSource source, boolean postgres, long events) {
        JdbcConnectionPool pool = JdbcConnectionPool.create(source);
        new AuditBenchmark(pool, postgres, events).measure();
        pool.dispose();
    }

    // Making events

    private void generate() {
        for (long from = 1; from <= events; from += SLICE) {
            long to = Math.min(events, from + SLICE - 1);
            execute("insert into rollcall_audit (event_id, occurred_at, directory, run_id, actor, actor_key, action,"
                    + " outcome, subject_username, subject_key, subject_external_id, account_id, rule, details, changes)"
                    + " select 'event-' || n, " + time() + ", 'bench', 'run-' || mod(n, 1000), actor, actor, 'UPDATED',"
                    + " 'SUCCESS', subject, subject, '5f0c-' || subject, 'a-' || subject, 'R18',"
                    + " 'Account updated: title and department follow the directory',"
                    + " '\"title\",\"Engineer\",\"Senior engineer\",\"false\"\n' from (select n, "
                    + actor() + " as actor, " + subject() + " as subject from " + series(from, to) + ") events");
        }
    }

    private String series(long from, long to) {
        return postgres
                ? "generate_series(" + from + ", " + to + ") s(n)"
                : "(select x as n from system_range(" + from + ", " + to + ")) s";
    }

    private String time() {
        String begin = "timestamp with time zone '2026-01-01 00:00:00+00'";
        long step = YEAR.toMillis() / events;
        return postgres
                ? begin + " + n * interval '" + step + " milliseconds'"
                : "dateadd(millisecond, n * " + step + ", " + begin + ")";
    }

    private String actor() {
        return "case when mod(n, " + events / 5 + ") = 7 then 'amy' when mod(n, 100) = 0 then 'jane' else '' end";
    }

    private static String subject() {
        return "case when mod(n, 20) = 1 then 'service' else 'user' || mod(n, 100000) end";
    }

    private void execute(String... statements) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // Measuring

    private void measure() {
        AuditQuery all = AuditQuery.everything();
        Instant june = Instant.parse("2026-06-01T00:00:00Z");
        AuditQuery day = all.from(june).until(june.plus(Duration.ofDays(1)));
        AuditPosition deep = new AuditPosition(june, 0);
        List<AuditQuery> queries = List.of(
                all,
                day,
                all.user("amy"),
                all.user("USER4711"),
                all.user("jane"),
                all.user("service"),
                day.user("service"),
                all.user("nobody"));
        for (AuditQuery query : queries) {
            page("newest page of " + shown(query), () -> log.newestFirst(query, null, PAGE));
        }
        page("newest page from the middle of the log", () -> log.newestFirst(all, deep, PAGE));
        page("oldest page", () -> log.oldestFirst(all, null, PAGE));
        page(
                "oldest page from the middle, of the user service",
                () -> log.oldestFirst(all.user("service"), deep, PAGE));
        once("find a day", () -> found(day));
        once("find all events of the user user4711", () -> found(all.user("user4711")));
        once("find all events of the user jane", () -> found(all.user("jane")));
        once("export June as CSV", () -> export(all.from(june).until(june.plus(Duration.ofDays(30)))));
        List<List<AuditEvent>> calls =
                IntStream.range(0, 200).mapToObj(AuditBenchmark::newEvents).toList();
        once("record 20,000 events, 100 in a call", () -> recorded(calls));
        once("record the same once more", () -> recorded(calls));
        once("purge the oldest tenth", () -> log.purge(BEGIN.plus(YEAR.dividedBy(10))));
        page("newest page after the purge", () -> log.newestFirst(all, null, PAGE));
        page("oldest page after the purge", () -> log.oldestFirst(all, null, PAGE));
    }

    private static String shown(AuditQuery query) {
        return (query.user() == null ? "everything" : "the user " + query.user())
                + (query.from() == null ? "" : " in one day");
    }

    private interface Page {
        AuditPage read();
    }

    private static void page(String what, Page page) {
        double[] millis = new double[TIMES];
        int size = 0;
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            size = page.read().events().size();
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%s: %d events; first %.1f ms, median %.1f ms, worst %.1f ms%n",
                what,
                size,
                first,
                millis[TIMES / 2],
                millis[TIMES - 1]);
    }

    private static void once(String what, LongSupplier work) {
        long begin = System.nanoTime();
        long count = work.getAsLong();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT, "%s: %d events in %.2f s, %.0f in a second%n", what, count, seconds, count / seconds);
    }

    private long found(AuditQuery query) {
        long[] count = {0};
        log.find(query, event -> count[0]++);
        return count[0];
    }

    private long export(AuditQuery query) {
        LineCounter lines = new LineCounter();
        log.exportCsv(query, lines, ';', ZoneOffset.UTC);
        return lines.count - 1;
    }

    private long recorded(List<List<AuditEvent>> calls) {
        calls.forEach(log::record);
        return calls.stream().mapToLong(List::size).sum();
    }

    private static List<AuditEvent> newEvents(int call) {
        List<AuditEvent> made = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String user = "new" + call + "x" + i;
            made.add(new AuditEvent(
                    "new-" + call + "-" + i,
                    BEGIN.plus(YEAR).plusMillis(call),
                    DirectoryName.of("bench"),
                    "run-new",
                    "",
                    AuditAction.CREATED,
                    AuditEvent.Outcome.SUCCESS,
                    new Subject(user, ExternalId.of("id-" + user), null),
                    Rule.R16,
                    "Account created: in scope, active, and there is no account yet",
                    List.of(new FieldChange("title", null, "Engineer", false))));
        }
        return made;
    }

    private static final class LineCounter extends Writer {
        private long count;

        @Override
        public void write(char[] text, int from, int length) {
            for (int i = from; i < from + length; i++) {
                count += text[i] == '\n' ? 1 : 0;
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

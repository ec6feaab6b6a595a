package dev.rollcall.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.policy.Policy;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that run at the same moment over one database (R32, R37). */
final class EightProcessesIT {

    private static final int PROCESSES = 8;
    private static final int PEOPLE = 60;
    private static final int ROUNDS = 2;

    private final List<ChildProcess> children = new ArrayList<>();

    @AfterEach
    void endChildren() {
        children.forEach(ChildProcess::close);
    }

    @Test
    @DisplayName("Of eight processes that run one directory on PostgreSQL one runs, seven are told so (R37)")
    void oneDirectoryOnPostgres() {
        try (Databases databases = Databases.postgres()) {
            runOneDirectory(databases);
        }
    }

    @Test
    @DisplayName("Of eight processes that run one directory on H2 one runs, seven are told so (R37)")
    void oneDirectoryOnH2(@TempDir Path folder) {
        try (Databases databases = Databases.h2Server(folder)) {
            runOneDirectory(databases);
        }
    }

    @Test
    @DisplayName("Eight processes with a directory each grant every seat on PostgreSQL once (R32)")
    void eightDirectoriesOnPostgres() {
        try (Databases databases = Databases.postgres()) {
            runEightDirectories(databases);
        }
    }

    @Test
    @DisplayName("Eight processes with a directory each grant every seat on H2 once (R32)")
    void eightDirectoriesOnH2(@TempDir Path folder) {
        try (Databases databases = Databases.h2Server(folder)) {
            runEightDirectories(databases);
        }
    }

    private void runOneDirectory(Databases databases) {
        String prepared = databases.prepare("prepared", UsersShape.HOST_TABLE::create);
        for (int round = 0; round < ROUNDS; round++) {
            String url = databases.copy(prepared, "one" + round);
            try (HostDatabase host = HostDatabase.open(url)) {
                List<ChildProcess> started = start(url, false, PEOPLE);
                started.forEach(child -> child.tell("go"));
                List<String> first = started.stream()
                        .map(child -> child.awaitEither("reading", "ended "))
                        .toList();
                assertThat(first).as("%s", started).containsOnlyOnce("reading");
                assertThat(first.stream().filter(line -> line.startsWith("ended ALREADY_RUNNING")))
                        .as("%s", started)
                        .hasSize(PROCESSES - 1);
                ChildProcess winner = started.get(first.indexOf("reading"));
                winner.tell("deliver");
                assertThat(winner.await("ended ")).as("%s", winner).startsWith("COMPLETED;");
                started.forEach(ChildProcess::awaitGoodEnd);
                assertThat(host.number(UsersShape.HOST_TABLE.countActive())).isEqualTo(PEOPLE);
                assertThat(host.number("select count(*) from rollcall_run")).isEqualTo(1);
            }
        }
    }

    private void runEightDirectories(Databases databases) {
        String prepared = databases.prepare("prepared", UsersShape.HOST_TABLE::create);
        for (int round = 0; round < ROUNDS; round++) {
            long seats = PROCESSES * PEOPLE / 4L + round;
            String url = databases.copy(prepared, "eight" + round);
            try (HostDatabase host = HostDatabase.open(url)) {
                List<ChildProcess> started = start(url, true, seats);
                started.forEach(child -> child.tell("go"));
                started.forEach(child -> child.await("reading"));
                started.forEach(child -> child.tell("deliver"));
                long written = PROCESSES * (long) PEOPLE;
                for (ChildProcess child : started) {
                    String end = child.await("ended ");
                    assertThat(end).as("%s", child).startsWith("COMPLETED;");
                    written -= Long.parseLong(end.split(";", -1)[1]);
                }
                assertThat(host.number(UsersShape.HOST_TABLE.countActive()))
                        .as("active accounts of %s that were written at once, %s", written, started)
                        .isEqualTo(Math.min(seats, written));
                runEachAgain(host, seats);
                assertEverybodyIsThere(host, seats);
            }
        }
    }

    /** Whoever could not be written because eight wrote at a time is written now, without a seat beyond the limit. */
    private static void runEachAgain(HostDatabase host, long seats) {
        for (int i = 0; i < PROCESSES; i++) {
            String name = "directory" + i;
            SyncReport report = host.engine(
                            name,
                            NewcomersProcess.directory(name, PEOPLE),
                            UsersShape.HOST_TABLE,
                            Policy.ofDefaults(),
                            seats)
                    .build()
                    .run();
            assertThat(report.outcome()).as("%s", report).isEqualTo(Outcome.COMPLETED);
        }
    }

    private static void assertEverybodyIsThere(HostDatabase host, long seats) {
        assertThat(host.number(UsersShape.HOST_TABLE.countActive())).isEqualTo(seats);
        assertThat(host.number("select count(*) from app_user")).isEqualTo(PROCESSES * PEOPLE);
        assertThat(host.number("select count(*) from app_user where block_reason = 'LICENCE_LIMIT'"))
                .isEqualTo(PROCESSES * PEOPLE - seats);
        assertThat(host.number("select count(*) from rollcall_audit where action = 'CREATED'"))
                .isEqualTo(PROCESSES * PEOPLE);
    }

    /** Starts the processes and waits until each is about to run. */
    private List<ChildProcess> start(String url, boolean eachItsOwn, long seats) {
        List<ChildProcess> started = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            ChildProcess child = ChildProcess.start(NewcomersProcess.class);
            children.add(child);
            started.add(child);
        }
        for (int i = 0; i < PROCESSES; i++) {
            started.get(i).await("ready");
            String directory = "directory" + (eachItsOwn ? i : 0);
            started.get(i).tell(new NewcomersProcess.Orders(url, directory, PEOPLE, seats).line());
        }
        started.forEach(child -> child.await("at the start"));
        return started;
    }
}

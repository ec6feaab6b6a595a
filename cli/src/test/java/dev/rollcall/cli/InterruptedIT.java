package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A sync that is told to stop while it writes: Ctrl-C, and the end of a service (R37, R38). */
class InterruptedIT {

    private static final int PEOPLE = 3_000;
    private static final int BATCH = 200;

    @RegisterExtension
    final Cli cli = Cli.bare();

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void theBatchAtHandIsWrittenTheEndRecordedAndTheLockFree(String signal) throws Exception {
        RollcallProcess.assumeSignals();
        cli.config("audit-json-lines: audit.jsonl\n" + Cli.USUAL).people(Cli.persons(0, PEOPLE));
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        cli.execute(
                "create trigger held before insert on app_user for each row call '" + HeldInsert.class.getName() + "'");
        Path audit = cli.file("audit.jsonl");

        try (RollcallProcess sync = RollcallProcess.start(cli, "sync", "--json")) {
            sync.makes(cli.file(HeldInsert.MARK));
            sync.signal(signal);
            assertThat(sync.end()).as(sync.errors()).isEqualTo(ExitCode.CANCELLED.code());
        }

        JsonNode run = cli.run("runs", "--json").expect(ExitCode.OK).json().get(0);
        long created = run.get("figures").get("accounts").get("created").asLong();
        assertThat(run.get("outcome").asString()).isEqualTo("CANCELLED");
        assertThat(created).as("whole batches, with the one at hand").isEqualTo(wholeBatches(HeldInsert.ROW));
        assertThat(cli.column("select count(*) from app_user")).containsExactly(String.valueOf(created));
        assertThat(Files.readString(cli.file("output.txt")))
                .as("the report is printed")
                .contains("\"CANCELLED\"");
        assertThat(Files.readString(audit)).as("every change is told").containsPattern("RUN_FINISHED.*CANCELLED");

        cli.execute("drop trigger held");
        cli.run("sync").expect(ExitCode.OK);
        assertThat(cli.column("select count(*) from app_user")).containsExactly(String.valueOf(PEOPLE));
    }

    private static long wholeBatches(long rows) {
        return (rows + BATCH - 1) / BATCH * BATCH;
    }
}

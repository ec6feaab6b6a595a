package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A purge of the audit log leaves its trace wherever events are written (R42). */
class PurgeInBothLogsTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void oldEvents() {
        cli.config("audit-json-lines: audit.jsonl\n" + Cli.USUAL).people("1;ann;Ann;;yes");
        cli.run("sync").expect(ExitCode.OK);
        cli.execute("update rollcall_audit set occurred_at = timestamp with time zone '2019-05-01 12:00:00+00:00'");
    }

    @Test
    void theFileOfEventsSaysWhoPurged() throws IOException {
        cli.run("audit", "purge", "--before", "2020-01-01", "--by", "jane").expect(ExitCode.OK);

        assertThat(Files.readAllLines(cli.file("audit.jsonl")))
                .filteredOn(line -> line.contains("LOG_PURGED"))
                .singleElement()
                .asString()
                .contains("\"jane\"");
        assertThat(cli.column("select action from rollcall_audit")).containsExactly("LOG_PURGED");
    }

    @Test
    void nothingIsRemovedWhereItCannotBeWrittenDown() {
        cli.config("audit-json-lines: nowhere/audit.jsonl\n" + Cli.USUAL);

        cli.run("audit", "purge", "--before", "2020-01-01").expect(ExitCode.CONFIGURATION);

        assertThat(cli.column("select action from rollcall_audit")).isNotEmpty().doesNotContain("LOG_PURGED");
    }
}

package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.jdbc.RollcallDatabase;
import dev.rollcall.lock.Lease;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a sync can end, and what the exit code, the report and the list of runs then say. */
class SyncOutcomesTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private List<List<String>> lastRun() {
        return cli.query("select outcome, cause from rollcall_run order by seq desc limit 1");
    }

    private List<String> active() {
        return cli.column("select login from app_user where status = 'ACTIVE' order by login");
    }

    @Test
    void completed() {
        cli.people("1;ann;Ann;ann@example.org;yes", "2;bob;Bob;;no");

        Cli.Ended ended = cli.run("sync").expect(ExitCode.OK);

        assertThat(ended.out())
                .contains("of directory 'staff': COMPLETED", "2 people read: 1 imported, 1 not provisioned");
        assertThat(active()).containsExactly("ann");
        assertThat(lastRun()).containsExactly(List.of("COMPLETED", "null"));
    }

    @Test
    void withoutATerminalEachPhaseIsALineOfStandardError() {
        cli.people(Cli.persons(0, 1_234));

        assertThat(cli.run("sync").expect(ExitCode.OK).err())
                .containsSubsequence(
                        "Reading the accounts",
                        "Reading the directory",
                        "Comparing",
                        "1,234 people read, 0 unchanged",
                        "Writing some 1,234 changes")
                .doesNotContain("\r");
    }

    @Test
    void aRejectedPersonIsNamedWithTheReason() {
        cli.people("1;ann;Ann;;yes", "2;ann;Anna;;yes");

        Cli.Ended ended = cli.run("sync").expect(ExitCode.OK);

        assertThat(ended.out()).contains("Rejected people:", "DUPLICATE_MATCH_KEY", "(R12)");
    }

    @Test
    void completedWithoutRemovals() {
        cli.people("1;ann;Ann;;yes", "2;bob;Bob;;yes");
        cli.run("sync").expect(ExitCode.OK);
        cli.people(";nobody;No Id;;yes", "1;ann;Ann;;yes");

        Cli.Ended ended = cli.run("sync").expect(ExitCode.COMPLETED_WITHOUT_REMOVALS);

        assertThat(ended.out()).contains("COMPLETED_WITHOUT_REMOVALS");
        assertThat(active()).as("R5").containsExactly("ann", "bob");
    }

    @Test
    void heldSaysHowToSeeAndHowToApprove() {
        cli.people(Cli.persons(0, 10));
        cli.run("sync").expect(ExitCode.OK);
        cli.people(Cli.persons(0, 4));

        Cli.Ended ended = cli.run("sync").expect(ExitCode.HELD);

        String run = cli.column("select run_id from rollcall_held_run").get(0);
        assertThat(ended.out())
                .contains("Held: GUARD", "'rollcall runs " + run + "'", "'rollcall sync --approve " + run + "'");
        assertThat(active()).as("R33").hasSize(10);
    }

    @Test
    void alreadyRunningNamesWhoRunsIt() {
        try (HikariDataSource source = cli.dataSource()) {
            Lease lease = RollcallDatabase.over(source)
                    .lock()
                    .acquire(DirectoryName.of("staff"), Duration.ofMinutes(5))
                    .orElseThrow();

            Cli.Ended ended = cli.run("sync").expect(ExitCode.ALREADY_RUNNING);

            assertThat(ended.out()).as("R37").contains("ALREADY_RUNNING", "It is run by ", "whose lease ends at ");
            lease.close();
        }
    }

    @Test
    void cancelledWhileTheDirectoryIsRead() {
        cli.people(Cli.persons(0, 10));
        Interruptions interruptions = cli.interruptions();
        interruptions.ended(0); // so that nobody waits for the end
        ByteArrayOutputStream interrupting = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                super.write(bytes, from, length);
                if (toString(StandardCharsets.UTF_8).endsWith("Reading the directory" + System.lineSeparator())) {
                    interruptions.interrupt();
                }
            }
        };

        Cli.Ended ended =
                cli.run(new ByteArrayOutputStream(), interrupting, "sync").expect(ExitCode.CANCELLED);

        assertThat(ended.out()).contains("CANCELLED");
        assertThat(active()).isEmpty();
        assertThat(lastRun()).containsExactly(List.of("CANCELLED", "null"));
        assertThat(cli.run("sync").exit()).as("the lock is free").isEqualTo(ExitCode.OK);
    }

    @Test
    void failedAsAColumnIsMissing() {
        cli.config(Cli.USUAL.replace("external-id: id", "external-id: number"));

        Cli.Ended ended = cli.run("sync").expect(ExitCode.FAILED_CONFIGURATION);

        assertThat(ended.out()).contains("FAILED (CONFIGURATION)", "'number'");
        assertThat(lastRun()).containsExactly(List.of("FAILED", "CONFIGURATION"));
    }

    @Test
    void failedAsTheFileWasCut() {
        cli.people("1;ann;Ann;;yes");
        cli.run("sync").expect(ExitCode.OK);
        cli.write("people.csv", Cli.HEADER + "\n1;ann;Ann;;no\n2;bob");

        Cli.Ended ended = cli.run("sync").expect(ExitCode.FAILED_SNAPSHOT_INCOMPLETE);

        assertThat(ended.out()).as("R1").contains("FAILED (SNAPSHOT_INCOMPLETE)", "does not end with a line end");
        assertThat(active()).containsExactly("ann");
    }

    @Test
    void failedAsTheFileIsNotThere() throws IOException {
        Files.delete(cli.file("people.csv"));

        Cli.Ended ended = cli.run("sync").expect(ExitCode.FAILED_DIRECTORY_UNAVAILABLE);

        assertThat(ended.out()).contains("FAILED (DIRECTORY_UNAVAILABLE)", "is not there");
    }

    @Test
    void failedAsTheTimeWasOver() {
        cli.people("1;ann;Ann;;yes");

        Cli.Ended ended = cli.run("sync", "--deadline", "PT0.000000001S").expect(ExitCode.FAILED_DEADLINE);

        assertThat(ended.out()).contains("FAILED (DEADLINE)");
        assertThat(active()).isEmpty();
    }

    @Test
    void theDeadlineOfTheFileCountsUnlessTheCommandLineHasAnother() {
        cli.people("1;ann;Ann;;yes").config(Cli.USUAL + "    deadline: PT0.000000001S\n");

        cli.run("sync").expect(ExitCode.FAILED_DEADLINE);
        cli.run("sync", "--deadline", "5m").expect(ExitCode.OK);
    }

    @Test
    void failedAsTheAuditLogCannotBeWritten() {
        cli.people("1;ann;Ann;;yes");
        cli.execute("alter table rollcall_audit add column nobody_fills_it varchar not null");

        Cli.Ended ended = cli.run("sync").expect(ExitCode.FAILED_AUDIT_DOWN);

        assertThat(ended.out()).as("R43").contains("FAILED (AUDIT_DOWN)");
        assertThat(active()).isEmpty();
    }

    @Test
    void aPersonWithoutASeatIsNamed() {
        cli.people("1;ann;Ann;;yes", "2;bob;Bob;;yes").config("licence: 1\n" + Cli.USUAL);

        Cli.Ended ended = cli.run("sync").expect(ExitCode.OK);

        assertThat(ended.out()).as("R29").contains("Waiting for a licence:", "bob");
        assertThat(active()).containsExactly("ann");
    }
}

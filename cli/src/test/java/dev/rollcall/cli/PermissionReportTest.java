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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The report of a run says what was permitted, and whether that stands for the next one (R38). */
class PermissionReportTest {

    private static final String PERMITTED = "Permitted: The guard on accounts to block is off in this run by jane";
    private static final String STANDS = "The permission stands until a run has finished, at the latest ";

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void tenPeopleOfWhomSixLeave() {
        cli.people(Cli.persons(0, 10));
        cli.run("sync").expect(ExitCode.OK);
        cli.people(Cli.persons(0, 4));
    }

    @Test
    void aRunThatFailedSaysThatItsPermissionStands() throws IOException {
        Files.delete(cli.file("people.csv"));

        Cli.Ended failed =
                cli.run("sync", "--raise", "blocks=off", "--by", "jane").expect(ExitCode.FAILED_DIRECTORY_UNAVAILABLE);

        assertThat(failed.out()).contains(STANDS, "; the next scheduled run has it. 'rollcall plan' shows it.");
    }

    @Test
    void aScheduledRunSaysWhatWasPermittedBefore() throws IOException {
        Files.delete(cli.file("people.csv"));
        cli.run("sync", "--raise", "blocks=off", "--by", "jane").expect(ExitCode.FAILED_DIRECTORY_UNAVAILABLE);
        cli.people(Cli.persons(0, 4));

        Cli.Ended scheduled = cli.run("sync").expect(ExitCode.OK);

        assertThat(scheduled.out()).contains(PERMITTED).doesNotContain(STANDS);
        assertThat(cli.run("sync").expect(ExitCode.OK).out()).doesNotContain("Permitted");
    }

    @Test
    void aRunThatIsHeldUnderAPermissionSaysThatItStands() {
        Cli.Ended held = cli.run("sync", "--believe-empty").expect(ExitCode.HELD);
        Cli.Ended again = cli.run("sync", "--raise", "renames=off").expect(ExitCode.HELD);

        assertThat(held.out()).contains("Permitted: An empty snapshot is believed", STANDS);
        assertThat(again.out())
                .contains("The permissions stand until a run has finished", "'rollcall plan' shows them.");
    }

    @Test
    void aRunThatIsCancelledSaysThatItsPermissionStands() {
        Interruptions interruptions = cli.interruptions();
        interruptions.ended(0); // so that nobody waits for the end
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream interrupting = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                super.write(bytes, from, length);
                if (toString(StandardCharsets.UTF_8).endsWith("Reading the directory" + System.lineSeparator())) {
                    interruptions.interrupt();
                }
            }
        };

        Cli.Ended cancelled =
                cli.run(out, interrupting, "sync", "--raise", "blocks=off").expect(ExitCode.CANCELLED);

        assertThat(cancelled.out()).contains(STANDS);
    }

    @Test
    void whileAnotherRunIsUnderWayNothingIsKept() {
        try (HikariDataSource source = cli.dataSource()) {
            Lease lease = RollcallDatabase.over(source)
                    .lock()
                    .acquire(DirectoryName.of("staff"), Duration.ofMinutes(5))
                    .orElseThrow();

            Cli.Ended ended = cli.run("sync", "--raise", "blocks=off").expect(ExitCode.ALREADY_RUNNING);

            assertThat(ended.out()).contains("The permission was not kept").doesNotContain(STANDS);
            lease.close();
        }
    }

    @Test
    void whereTheDatabaseDoesNotTellNothingIsPromised() {
        cli.execute("alter table rollcall_permission rename column actor to somebody");

        Cli.Ended failed = cli.run("sync", "--raise", "blocks=off").expect(ExitCode.FAILED_REPOSITORY_DOWN);

        assertThat(failed.out())
                .contains("FAILED (REPOSITORY_DOWN)", "does not tell whether the permission stands")
                .doesNotContain(STANDS);
    }

    @Test
    void aRunThatFinishesUsesItsPermissionUp() {
        Cli.Ended done =
                cli.run("sync", "--raise", "blocks=off", "--by", "jane").expect(ExitCode.OK);

        assertThat(done.out()).contains(PERMITTED).doesNotContain(STANDS);
    }

    @Test
    void withoutAPermissionNothingIsSaidOfOne() {
        assertThat(cli.run("sync").expect(ExitCode.HELD).out()).doesNotContain("permission", "Permitted");
    }

    @Test
    void aProgramReadsItToo() {
        JsonNode held = cli.run("sync", "--raise", "renames=off", "--by", "jane", "--json")
                .expect(ExitCode.HELD)
                .json();
        JsonNode done = cli.run("sync", "--approve", held.get("run").asString(), "--by", "jane", "--json")
                .expect(ExitCode.OK)
                .json();

        assertThat(held.get("permitted").get(0).asString()).startsWith("The guard on");
        assertThat(held.get("permissionStandsUntil").asString()).endsWith("Z");
        assertThat(done.get("permitted")).hasSize(2);
        assertThat(done.get("permissionStandsUntil").isNull()).isTrue();
    }
}

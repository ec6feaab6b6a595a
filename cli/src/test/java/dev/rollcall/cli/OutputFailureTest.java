package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output that cannot be written is an error of its own, not a success and not a fault of Rollcall's. */
@Tag("slow")
class OutputFailureTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void somethingToPrint() {
        cli.people(Cli.persons(0, 50));
        cli.run("sync").expect(ExitCode.OK);
        cli.people(Cli.persons(0, 60));
    }

    private static OutputStream full() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables",
                "validate",
                "plan",
                "plan --json",
                "sync",
                "sync --json",
                "explain person1",
                "accounts",
                "accounts -f csv",
                "accounts -f json",
                "account block person1",
                "account ignore 7",
                "audit",
                "audit -f csv",
                "audit -f json",
                "audit purge --before 2020-01-01",
                "runs",
                "runs --json",
                "--help",
                "--version",
                "sync --help"
            })
    void itIsTold(String command) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        Cli.Ended ended = cli.run(full(), err, command.split(" ")).expect(ExitCode.OUTPUT);

        assertThat(ended.err().lines()).last().isEqualTo("rollcall: the output could not be written");
    }

    @Test
    void aSyncWhoseReportIsLostHasBeenDoneAllTheSame() {
        cli.run(full(), new ByteArrayOutputStream(), "sync").expect(ExitCode.OUTPUT);

        assertThat(cli.column("select outcome from rollcall_run order by seq desc limit 1"))
                .containsExactly("COMPLETED");
        assertThat(cli.column("select count(*) from app_user")).containsExactly("60");
    }

    @Test
    void whereErrorsCannotBeWrittenTheCodeStillTells() {
        cli.run(new ByteArrayOutputStream(), full(), "runs", "nowhere").expect(ExitCode.NOT_FOUND);
        cli.run(new ByteArrayOutputStream(), full(), "sync").expect(ExitCode.OK);
    }
}

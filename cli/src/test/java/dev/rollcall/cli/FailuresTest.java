package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.cli.config.ConfigurationException;
import dev.rollcall.cli.output.Output;
import dev.rollcall.cli.output.OutputFailedException;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.RunFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of an exception: Rollcall's own words, and nothing that a library put into its message. */
class FailuresTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Output output = new Output(OutputStream.nullOutputStream(), err, StandardCharsets.UTF_8, 0);

    private ExitCode tell(Exception exception, boolean verbose) {
        return Failures.tell(exception, output, verbose);
    }

    private List<String> lines() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aFaultOfOurOwnIsNamedByItsTypeOnly() {
        assertThat(tell(new IllegalStateException("password=hunter2"), false)).isEqualTo(ExitCode.FAULT);

        assertThat(lines())
                .containsExactly("rollcall: a fault of Rollcall's own: java.lang.IllegalStateException; see --verbose");
    }

    @Test
    void verboseTellsWhereItWasAndStillNoMessageOfOthers() {
        Exception cause = new SQLException("password=hunter2", "08001");

        assertThat(tell(new RepositoryException("The database is down", cause), true))
                .isEqualTo(ExitCode.FAILED_REPOSITORY_DOWN);

        assertThat(lines())
                .startsWith("rollcall: The database is down", RepositoryException.class.getName())
                .contains("caused by java.sql.SQLException (SQL state 08001)")
                .anyMatch(line -> line.startsWith("    at ") && line.contains("FailuresTest"))
                .noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void withoutVerboseThereIsNoTrace() {
        tell(new RepositoryException("The database is down", new SQLException("hunter2")), false);

        assertThat(lines()).containsExactly("rollcall: The database is down");
    }

    @Test
    void eachMistakeOfAConfigurationIsALine() {
        assertThat(tell(new ConfigurationException(List.of("a.yaml:1: one", "a.yaml:2: two")), false))
                .isEqualTo(ExitCode.CONFIGURATION);

        assertThat(lines()).containsExactly("rollcall: a.yaml:1: one", "rollcall: a.yaml:2: two");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(tell(new NotFoundException("there is no account named 'ann'"), false))
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void aPlanThatFailedHasTheCodeOfItsCause() {
        assertThat(tell(new RunFailedException(FailureCause.SNAPSHOT_INCOMPLETE, "cut short", null), false))
                .isEqualTo(ExitCode.FAILED_SNAPSHOT_INCOMPLETE);
    }

    @Test
    void anOutputThatFailedIsALine() {
        assertThat(tell(new OutputFailedException(new IOException("hunter2")), false))
                .isEqualTo(ExitCode.OUTPUT);

        assertThat(lines()).containsExactly("rollcall: the output could not be written");
    }

    @Test
    void nothingOfAMessageReachesTheTerminal() {
        tell(new NotFoundException("there is no account named '\u001b[2J'"), false);

        assertThat(lines()).containsExactly("rollcall: there is no account named '\\u001b[2J'");
    }
}

package dev.rollcall.cli;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.cli.config.ApiWords;
import dev.rollcall.cli.config.ConfigurationException;
import dev.rollcall.cli.output.Output;
import dev.rollcall.cli.output.OutputFailedException;
import dev.rollcall.csv.HandOverFileException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.jdbc.JdbcConfigurationException;
import dev.rollcall.run.RunFailedException;
import java.sql.SQLException;

/**
 * Tells what went wrong, without a stack trace unless asked for. Messages of Rollcall's own exceptions hold no secret;
 * those of others may, and are never printed.
 */
final class Failures {

    private Failures() {}

    static ExitCode tell(Exception exception, Output output, boolean verbose) {
        if (exception instanceof OutputFailedException) {
            output.error("rollcall: the output could not be written");
            return ExitCode.OUTPUT;
        }
        ExitCode code = code(exception);
        String message = isOurs(exception) && exception.getMessage() != null
                ? inFile(exception, exception.getMessage())
                : "a fault of Rollcall's own: " + exception.getClass().getName() + "; see --verbose";
        message.lines().forEach(line -> output.error(line.startsWith(" ") ? line : "rollcall: " + line));
        if (verbose) {
            trace(exception, output, "");
        }
        return code;
    }

    /** What a directory says of the configuration names methods of the library. */
    private static String inFile(Exception exception, String message) {
        boolean ofDirectory = exception instanceof DirectoryException || exception instanceof RunFailedException;
        return ofDirectory ? ApiWords.inFile(message) : message;
    }

    private static ExitCode code(Exception exception) {
        if (exception instanceof ConfigurationException || exception instanceof JdbcConfigurationException) {
            return ExitCode.CONFIGURATION;
        }
        if (exception instanceof HandOverFileException) {
            return ExitCode.USAGE;
        }
        if (exception instanceof NotFoundException) {
            return ExitCode.NOT_FOUND;
        }
        if (exception instanceof RepositoryException) {
            return ExitCode.FAILED_REPOSITORY_DOWN;
        }
        if (exception instanceof RunFailedException failed) {
            return failed.failureCause().map(ExitCode::of).orElse(ExitCode.CANCELLED);
        }
        return ExitCode.FAULT;
    }

    private static boolean isOurs(Throwable exception) {
        return exception instanceof ConfigurationException
                || exception instanceof JdbcConfigurationException
                || exception instanceof HandOverFileException
                || exception instanceof NotFoundException
                || exception instanceof RepositoryException
                || exception instanceof RunFailedException
                || exception instanceof DirectoryException;
    }

    private static void trace(Throwable exception, Output output, String lead) {
        String state = exception instanceof SQLException sql ? " (SQL state " + sql.getSQLState() + ")" : "";
        output.error(lead + exception.getClass().getName() + state);
        for (StackTraceElement frame : exception.getStackTrace()) {
            output.error("    at " + frame);
        }
        Throwable cause = exception.getCause();
        if (cause != null) {
            trace(cause, output, "caused by ");
        }
    }
}

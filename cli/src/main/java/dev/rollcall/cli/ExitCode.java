package dev.rollcall.cli;

import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import java.util.Optional;

/** How a command ended, for scripts. Numbers are never given another meaning. */
enum ExitCode {
    OK(0, "Done. For 'sync': COMPLETED. Single people may have been rejected; the report names them."),
    FAULT(1, "A fault of Rollcall's own. Please report it, with what --verbose prints."),
    USAGE(2, "The command line is not understood."),
    CONFIGURATION(3, "The configuration file, or the users table it describes, cannot be used."),
    REFUSED(4, "An act was refused, because a rule stands against it."),
    NOT_FOUND(5, "There is no such person, account or run."),
    INVALID(6, "'validate' found an error."),
    OUTPUT(7, "The output could not be written: the disk is full, or whoever read it has gone."),
    COMPLETED_WITHOUT_REMOVALS(
            10, "COMPLETED_WITHOUT_REMOVALS: everything but removals, as somebody could not be identified (R5)."),
    HELD(11, "HELD: nothing was written, an administrator has to look. For 'plan': a sync would be held."),
    ALREADY_RUNNING(12, "ALREADY_RUNNING: another run of this directory is under way; nothing was read."),
    CANCELLED(13, "CANCELLED: the run was told to stop, as by Ctrl-C."),
    FAILED(20, "FAILED by a fault of Rollcall's own."),
    FAILED_CONFIGURATION(21, "FAILED: the directory is not as configured, such as a column that is missing."),
    FAILED_CREDENTIALS(22, "FAILED: the directory does not accept the credentials, or they lack a right."),
    FAILED_DIRECTORY_UNAVAILABLE(23, "FAILED: the directory cannot be reached. Try again."),
    FAILED_SNAPSHOT_INCOMPLETE(24, "FAILED: the read cannot be proven complete (R1). Nothing was written."),
    FAILED_REPOSITORY_DOWN(25, "FAILED: the database does not work."),
    FAILED_AUDIT_DOWN(26, "FAILED: the audit log cannot be written (R43)."),
    FAILED_DEADLINE(27, "FAILED: the time was over.");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    static ExitCode of(SyncReport report) {
        return of(report.outcome(), report.cause());
    }

    static ExitCode of(Outcome outcome, Optional<FailureCause> cause) {
        return switch (outcome) {
            case COMPLETED -> OK;
            case COMPLETED_WITHOUT_REMOVALS -> COMPLETED_WITHOUT_REMOVALS;
            case HELD -> HELD;
            case FAILED -> cause.map(ExitCode::of).orElse(FAILED);
            case ALREADY_RUNNING -> ALREADY_RUNNING;
            case CANCELLED -> CANCELLED;
        };
    }

    static ExitCode of(FailureCause cause) {
        return switch (cause) {
            case CONFIGURATION -> FAILED_CONFIGURATION;
            case CREDENTIALS -> FAILED_CREDENTIALS;
            case DIRECTORY_UNAVAILABLE -> FAILED_DIRECTORY_UNAVAILABLE;
            case SNAPSHOT_INCOMPLETE -> FAILED_SNAPSHOT_INCOMPLETE;
            case REPOSITORY_DOWN -> FAILED_REPOSITORY_DOWN;
            case AUDIT_DOWN -> FAILED_AUDIT_DOWN;
            case DEADLINE -> FAILED_DEADLINE;
        };
    }
}

package dev.rollcall.cli;

import picocli.CommandLine.Command;

/** What an administrator may have to do by hand (R46). */
@Command(
        name = "account",
        description = {
            "What an administrator may have to do by hand. Each act is written into the audit log, and refused where a rule stands"
                    + " against it (R46)."
        },
        synopsisSubcommandLabel = "ACT")
final class AccountCommand {}

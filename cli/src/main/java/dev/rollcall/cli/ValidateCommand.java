package dev.rollcall.cli;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.cli.output.TextTable;
import dev.rollcall.directory.Validation;
import dev.rollcall.directory.Validation.Finding;
import dev.rollcall.jdbc.JdbcUserRepository;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;

/** Checks everything that a sync needs (R45). */
@Command(
        name = "validate",
        description = "Checks the configuration, the database, the users table and the directory, and counts. Writes nothing.")
final class ValidateCommand extends HostCommand {

    ValidateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        DirectorySettings directory = directory(configuration);
        TextTable table = new TextTable(3, "", "what", "found");
        table.add("OK", "configuration", configuration.file().toString());
        try (Host host = Host.open(configuration)) {
            table.add("OK", "database", configuration.database().place());
            SyncEngine engine = host.engine(directory, noListener());
            table.add("OK", "users table", accounts(host.users(), directory));
            Validation validation = engine.validate();
            for (Finding finding : validation.findings()) {
                table.add(finding.level().name(), finding.subject(), finding.text());
            }
            table.print(out(), "");
            out().flush();
            return validation.isValid() ? ExitCode.OK : ExitCode.INVALID;
        }
    }

    private static String accounts(JdbcUserRepository users, DirectorySettings directory) {
        AtomicLong all = new AtomicLong();
        AtomicLong active = new AtomicLong();
        users.scan(directory.name(), Set.of(), account -> count(account, all, active));
        return all + " accounts of '" + directory.name() + "', " + active + " of them active; " + users.activeAccounts()
                + " active accounts in all";
    }

    private static void count(Account account, AtomicLong all, AtomicLong active) {
        all.incrementAndGet();
        if (account.isActive()) {
            active.incrementAndGet();
        }
    }
}

package dev.rollcall.cli;

import dev.rollcall.cli.config.Configuration;
import dev.rollcall.jdbc.RollcallDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows or creates the tables that Rollcall needs. */
@Command(
        name = "tables",
        description = {
            "Prints the SQL of the tables that Rollcall needs beside the users table, for a migration tool.",
            "With --create it creates those that are not there."
        })
final class TablesCommand extends HostCommand {

    @Option(names = "--create", description = "Create what is not there, instead of printing it.")
    private boolean create;

    @Option(
            names = "--users",
            description = "A users table as the configuration describes it, too: for an application that has none yet.")
    private boolean users;

    @Option(
            names = "--side-table",
            description = "The side table, too: for a users table without columns for all that Rollcall keeps.")
    private boolean sideTable;

    @Option(
            names = "--fill-keys",
            description =
                    "Write the folded form of the username into the key column of every account, of whatever owner, that has"
                            + " none or a wrong one; nothing else.")
    private boolean fillKeys;

    TablesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        if (fillKeys && (create || users || sideTable)) {
            throw misuse("--fill-keys goes alone");
        }
        try (Host host = create ? Host.create(configuration) : Host.open(configuration)) {
            RollcallDatabase database = host.database();
            if (fillKeys) {
                out().line(database.fillUsernameKeys(configuration.users()) + " accounts have a new key.");
            } else if (create) {
                create(database, configuration);
                out().line("The tables are there.");
            } else {
                print(database, configuration);
            }
            out().flush();
        }
        return ExitCode.OK;
    }

    private void create(RollcallDatabase database, Configuration configuration) {
        database.createTables();
        if (users && !database.createUsersTable(configuration.users())) {
            out().line("There is a users table of this name; it is left as it is.");
        }
        if (sideTable) {
            database.createSideTable(configuration.users());
        }
    }

    /** Line by line as it is: a statement or comment that breaks at the window would be none any more. */
    private void print(RollcallDatabase database, Configuration configuration) {
        out().text().println(database.ddl());
        if (users) {
            out().text().println(database.usersTableDdl(configuration.users()));
        }
        if (sideTable) {
            out().text().println(database.sideTableDdl(configuration.users()));
        }
    }
}

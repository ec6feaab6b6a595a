package dev.rollcall.cli;

import dev.rollcall.account.Account;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.cli.config.ApiWords;
import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.ConfigurationException;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.cli.output.TextTable;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.jdbc.JdbcUserRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Checks everything that a sync needs (R45). */
@Command(
        name = "validate",
        description =
                "Checks the configuration, the database, the users table and the directory, and counts. Writes nothing.")
final class ValidateCommand extends HostCommand {

    private static final String JSON_LINES = "audit-json-lines";

    ValidateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        DirectorySettings directory = directory(configuration);
        Validation.Builder found = Validation.builder();
        found.ok("configuration", configuration.file().toString());
        checkDatabase(configuration, directory, found);
        checkJsonLines(configuration.jsonLines(), found);
        ReadRequest request = ReadRequest.of(
                        directory.name(), directory.policy().attributeNames())
                .withGroups(directory.policy().usesGroups());
        Validation ofDirectory = directory.provider().validate(request);
        TextTable table = new TextTable(3, "", "what", "found");
        Stream.concat(found.build().findings().stream(), ofDirectory.findings().stream())
                .forEach(finding ->
                        table.add(finding.level().name(), finding.subject(), ApiWords.inFile(finding.text())));
        table.print(out(), "");
        out().flush();
        return found.build().isValid() && ofDirectory.isValid() ? ExitCode.OK : ExitCode.INVALID;
    }

    private static void checkDatabase(
            Configuration configuration, DirectorySettings directory, Validation.Builder found) {
        try (Host host = Host.open(configuration)) {
            found.ok("database", configuration.database().place());
            JdbcUserRepository users = host.users();
            found.ok("users table", accounts(users, directory));
            ProtectedAccounts.warnings(directory.policy(), users)
                    .forEach(warning -> found.warning("policy.protect", warning));
        } catch (ConfigurationException e) {
            e.errors().forEach(error -> found.error("database", error));
        } catch (RepositoryException e) {
            found.error("database", String.valueOf(e.getMessage()));
        }
    }

    /** A file that is not there is not made. */
    private static void checkJsonLines(@Nullable Path file, Validation.Builder found) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.exists(file)) {
            boolean usable = Files.isRegularFile(file) && Files.isReadable(file) && Files.isWritable(file);
            add(
                    found,
                    usable,
                    file + (usable ? "" : " cannot be read and written: it has to be a file that this user may write"));
        } else {
            boolean usable = folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
            add(
                    found,
                    usable,
                    file
                            + (usable
                                    ? ", not there yet"
                                    : " cannot be made: there is no such folder, or this user may not write"));
        }
    }

    private static void add(Validation.Builder found, boolean usable, String text) {
        if (usable) {
            found.ok(JSON_LINES, text);
        } else {
            found.error(JSON_LINES, text);
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

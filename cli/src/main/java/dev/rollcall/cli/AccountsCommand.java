package dev.rollcall.cli;

import dev.rollcall.account.Account;
import dev.rollcall.account.AccountStatus;
import dev.rollcall.account.BlockReason;
import dev.rollcall.audit.SpreadsheetCell;
import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.cli.output.Json;
import dev.rollcall.cli.output.OutputFailedException;
import dev.rollcall.cli.output.TextTable;
import dev.rollcall.identity.NameFolding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the accounts of a directory. */
@Command(
        name = "accounts",
        description =
                "Lists the accounts that the directory owns, by username. Local accounts and those of other directories are"
                        + " not listed. The fields of a policy's mapping are in CSV and JSON; sensitive ones are left out.")
final class AccountsCommand extends HostCommand {

    @Option(names = "--status", paramLabel = "STATUS", description = "Those that are active, or blocked.")
    private @Nullable AccountStatus status;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Those blocked for this reason: ${COMPLETION-CANDIDATES}.")
    private @Nullable BlockReason reason;

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            description = "Those with this in their username, in any letter case.")
    private @Nullable String name;

    @Option(names = "--absent", description = "Those whose person is missed, and who are in grace.")
    private boolean absent;

    @Mixin
    private final CsvOptions options = new CsvOptions();

    AccountsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        DirectorySettings directory = directory(configuration);
        char separator = understood(options::separator);
        List<String> fields = directory.policy().fields().stream()
                .filter(mapping -> !mapping.isSensitive())
                .map(mapping -> mapping.field())
                .toList();
        List<Account> accounts = new ArrayList<>();
        try (Host host = Host.open(configuration)) {
            Set<String> read = options.format() == Format.TABLE ? Set.of() : Set.copyOf(fields);
            host.users().scan(directory.name(), read, account -> {
                if (isWanted(account)) {
                    accounts.add(account);
                }
            });
        }
        accounts.sort(Comparator.comparing(
                        (Account account) -> NameFolding.fold(account.username().value()))
                .thenComparing(account -> account.id().value()));
        switch (options.format()) {
            case TABLE -> printTable(accounts);
            case CSV -> printCsv(accounts, fields, separator);
            case JSON -> printJson(accounts, fields);
        }
        out().flush();
        return ExitCode.OK;
    }

    private boolean isWanted(Account account) {
        return (status == null || account.status() == status)
                && (reason == null
                        || account.blockReason().filter(reason::equals).isPresent())
                && (!absent || account.absentSince().isPresent())
                && (name == null || NameFolding.fold(account.username().value()).contains(NameFolding.fold(name)));
    }

    private void printTable(List<Account> accounts) {
        TextTable table = new TextTable(6, "username", "status", "reason", "since", "external id", "account");
        for (Account account : accounts) {
            table.add(
                    account.username().value(),
                    account.status().name(),
                    text(account.blockReason()),
                    account.absentSince().isPresent()
                            ? "missed since " + account.absentSince().get()
                            : text(account.blockedSince()),
                    text(account.externalId()),
                    account.id().value());
        }
        if (!table.isEmpty()) {
            table.print(out(), "");
        }
        out().line(accounts.size() + (accounts.size() == 1 ? " account" : " accounts"));
    }

    private static String text(Optional<?> value) {
        return value.isPresent() ? value.get().toString() : "";
    }

    private void printCsv(List<Account> accounts, List<String> fields, char separator) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setRecordSeparator("\r\n")
                .get();
        try {
            List<String> header = new ArrayList<>(List.of(
                    "account", "username", "externalId", "status", "blockReason", "blockedSince", "absentSince"));
            header.addAll(fields);
            print(format, header);
            for (Account account : accounts) {
                List<String> row = new ArrayList<>(List.of(
                        account.id().value(),
                        account.username().value(),
                        text(account.externalId()),
                        account.status().name(),
                        text(account.blockReason()),
                        text(account.blockedSince()),
                        text(account.absentSince())));
                fields.forEach(field -> row.add(text(Optional.ofNullable(account.field(field)))));
                print(format, row.stream().map(SpreadsheetCell::of).toList());
            }
        } catch (IOException e) {
            throw new OutputFailedException(e);
        }
    }

    /** In quotes is a cell with a comma or a semicolon, whichever of them separates: spreadsheets may know both. */
    private void print(CSVFormat format, List<String> row) throws IOException {
        CSVFormat quoting = format.builder().setQuoteMode(QuoteMode.ALL).get();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            boolean separates = cell.indexOf(',') >= 0 || cell.indexOf(';') >= 0;
            (separates ? quoting : format).print(cell, out().data(), i == 0);
        }
        format.println(out().data());
    }

    private void printJson(List<Account> accounts, List<String> fields) {
        try (Json document = new Json(out())) {
            document.array(array -> {
                for (Account account : accounts) {
                    array.object(object -> object.text("account", account.id())
                            .text("username", account.username())
                            .text("externalId", account.externalId())
                            .text("status", account.status())
                            .text("blockReason", account.blockReason())
                            .text("blockedSince", account.blockedSince())
                            .text("absentSince", account.absentSince())
                            .object(
                                    "fields",
                                    values -> fields.forEach(field -> values.text(field, account.field(field)))));
                }
            });
        }
    }
}

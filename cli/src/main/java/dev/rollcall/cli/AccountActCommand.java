package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import dev.rollcall.account.Holder;
import dev.rollcall.cli.output.Output;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.Username;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An act on one account, of whatever owner. */
abstract class AccountActCommand extends ActCommand {

    @Parameters(index = "0", paramLabel = "USERNAME", description = "The username of the account.")
    private @Nullable String username;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The id of the account, where several have this username (R13).")
    private @Nullable String id;

    AccountActCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does it. */
    abstract AccountActs.Result act(AccountActs acts, AccountId account);

    @Override
    final List<AccountActs.Result> act(Acting acting) {
        Username name = Username.of(String.valueOf(username));
        List<Holder> meant = acting.host().users().holders(acting.directory().name(), Set.of(name), Set.of()).stream()
                .filter(holder -> holder.username().equals(name))
                .filter(holder -> id == null || holder.id().value().equals(id))
                .toList();
        if (meant.isEmpty()) {
            throw new NotFoundException(
                    "there is no account named '" + username + "'" + (id == null ? "" : " with the id '" + id + "'"));
        }
        return told(meant.size() == 1 ? acted(acting.acts(), meant.get(0)) : notOne(name, meant));
    }

    private AccountActs.Result acted(AccountActs acts, Holder holder) {
        AccountActs.Result result = act(acts, holder.id());
        return new AccountActs.Result(
                result.done(), spelling(holder) + " (account " + holder.id() + "): " + result.text());
    }

    /** Accounts stand side by side whose names are equal by R13, where the table keeps their spellings apart. */
    private static AccountActs.Result notOne(Username name, List<Holder> holders) {
        String accounts = holders.stream()
                .map(holder -> holder.id() + " " + spelling(holder) + " "
                        + (holder.owner() == null ? "(local)" : "(of directory '" + holder.owner() + "')"))
                .collect(Collectors.joining(", "));
        return new AccountActs.Result(
                false,
                holders.size() + " accounts have the name '" + Output.onOneLine(name.value()) + "' (R13): " + accounts
                        + "; say which with --id");
    }

    private static String spelling(Holder holder) {
        return "'" + Output.onOneLine(holder.username().value()) + "'";
    }
}

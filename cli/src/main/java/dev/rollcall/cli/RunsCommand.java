package dev.rollcall.cli;

import dev.rollcall.cli.config.ApiWords;
import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.cli.output.Json;
import dev.rollcall.cli.output.TextTable;
import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.Hold;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how runs went (R44). */
@Command(
        name = "runs",
        description = "Lists the latest runs of the directory, newest first; or shows one, with what it was held for.")
final class RunsCommand extends HostCommand {

    private static final int MOST = 1_000;
    private static final int LOADED_AT_ONCE = 500;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "The id of one run.")
    private @Nullable String runId;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many runs to list; ${DEFAULT-VALUE} unless said.")
    private int limit;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "",
            description = "The time zone of what is shown; that of this system unless said. JSON has UTC.")
    private String zone = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    RunsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        DirectorySettings directory = directory(configuration);
        Moments moments = understood(() -> new Moments(zone));
        if (limit < 1 || limit > MOST) {
            throw misuse("--limit must be from 1 to " + MOST);
        }
        try (Host host = Host.open(configuration)) {
            if (runId == null) {
                List<RunRecord> runs = host.journal().runs(directory.name(), limit);
                if (json) {
                    printJson(host, runs, false);
                } else {
                    printTable(host, runs, moments);
                }
            } else {
                RunRecord run = find(host, directory, runId);
                if (json) {
                    printJson(host, List.of(run), true);
                } else {
                    print(host, run, moments);
                }
            }
        }
        out().flush();
        return ExitCode.OK;
    }

    private static RunRecord find(Host host, DirectorySettings directory, String id) {
        return host.journal().runs(directory.name(), MOST).stream()
                .filter(run -> run.runId().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("none of the last " + MOST + " runs of directory '"
                        + directory.name() + "' is called '" + id + "'"));
    }

    private void printTable(Host host, List<RunRecord> runs, Moments moments) {
        TextTable table = new TextTable(6, "started", "took", "how it ended", "by", "run", "figures");
        for (RunRecord run : runs) {
            table.add(
                    moments.shown(run.startedAt()),
                    took(run),
                    ending(host, run),
                    run.actor(),
                    run.runId(),
                    run.figures().toString());
        }
        if (table.isEmpty()) {
            out().line("No run yet.");
        } else {
            table.print(out(), "");
        }
    }

    private static String took(RunRecord run) {
        Instant end = run.finishedAt();
        return end == null ? "" : Duration.between(run.startedAt(), end).toMillis() / 1000.0 + " s";
    }

    private static String ending(Host host, RunRecord run) {
        Outcome outcome = run.outcome();
        if (outcome == null) {
            return host.lock().holder(run.directory()).isPresent() ? "(under way, or died)" : "(died)";
        }
        return outcome
                + (run.cause() == null ? "" : ": " + run.cause())
                + (run.heldFor() == null ? "" : ": " + run.heldFor());
    }

    private void print(Host host, RunRecord run, Moments moments) {
        TextTable table = new TextTable(2);
        table.add("run", run.runId());
        table.add("directory", run.directory().value());
        table.add("asked for by", run.actor());
        table.add("started", moments.shown(run.startedAt()));
        table.add("took", took(run));
        table.add("how it ended", ending(host, run));
        table.add("message", ApiWords.inFile(run.message()));
        table.add("figures", run.figures().toString());
        Optional<HeldRun> held = host.journal().heldRun(run.runId());
        held.ifPresent(what -> {
            table.add("digest", what.digest());
            table.add("to be approved before", moments.shown(what.expiresAt()));
        });
        table.print(out(), "");
        if (held.isPresent()) {
            printHeld(host, run, held.get());
        }
    }

    private void printHeld(Host host, RunRecord run, HeldRun held) {
        List<HeldRun.Item> items = new ArrayList<>();
        host.journal().heldItems(held.runId(), items::add);
        TextTable table = new TextTable(3, "held", "whose", "to what");
        for (int from = 0; from < items.size(); from += LOADED_AT_ONCE) {
            List<HeldRun.Item> some = items.subList(from, Math.min(items.size(), from + LOADED_AT_ONCE));
            Map<String, String> names = usernames(host, some);
            some.forEach(item ->
                    table.add(word(item.guard()), names.getOrDefault(item.key(), item.key()), toWhat(item.value())));
        }
        if (!table.isEmpty()) {
            out().line("");
            table.print(out(), "");
        }
        boolean superseded = host.journal()
                .lastFinishedRun(held.directory())
                .filter(finished -> finished.startedAt().isAfter(run.startedAt()))
                .isPresent();
        if (!superseded && Instant.now().isBefore(held.expiresAt()) && held.reason() != Hold.Reason.EMPTY_SNAPSHOT) {
            out().line("");
            out().line("To apply it: " + again("sync") + " --approve " + held.runId());
        }
    }

    /** The journal keeps what an account is to be called as "name:...", and its new external id as "id:...". */
    private static String toWhat(@Nullable String value) {
        if (value == null) {
            return "";
        }
        return value.startsWith("name:")
                ? value.substring("name:".length())
                : value.startsWith("id:") ? "external id " + value.substring("id:".length()) : value;
    }

    /** The accounts by their ids; people who were rejected have none. */
    private static Map<String, String> usernames(Host host, List<HeldRun.Item> items) {
        Set<AccountId> ids = items.stream()
                .filter(item -> item.guard() != GuardKind.REJECTIONS)
                .map(item -> AccountId.of(item.key()))
                .collect(Collectors.toSet());
        return host.users().load(ids, Set.of()).stream()
                .collect(Collectors.toMap(
                        account -> account.id().value(),
                        account -> account.username().value()));
    }

    private static void writeHeld(Host host, Json object, HeldRun held) {
        object.object(
                "approval",
                approval -> approval.text("run", held.runId())
                        .text("digest", held.digest())
                        .text("expiresAt", held.expiresAt()));
        object.array(
                "held",
                items -> host.journal()
                        .heldItems(
                                held.runId(),
                                item -> items.object(each -> each.text("guard", item.guard())
                                        .text("key", item.key())
                                        .text("value", item.value()))));
    }

    private static String word(GuardKind kind) {
        return switch (kind) {
            case BLOCKS -> "block account";
            case RENAMES -> "rename account";
            case CLEARS -> "clear in account";
            case REJECTIONS -> "reject person";
        };
    }

    private void printJson(Host host, List<RunRecord> runs, boolean withHeld) {
        try (Json document = new Json(out())) {
            document.array(array -> {
                for (RunRecord run : runs) {
                    array.object(object -> {
                        object.text("run", run.runId())
                                .text("directory", run.directory())
                                .text("actor", run.actor())
                                .text("startedAt", run.startedAt())
                                .text("finishedAt", run.finishedAt())
                                .text("outcome", run.outcome())
                                .text("heldFor", run.heldFor())
                                .text("cause", run.cause())
                                .text("message", ApiWords.inFile(run.message()));
                        FigureWords.write(object, run.figures());
                        if (withHeld) {
                            host.journal().heldRun(run.runId()).ifPresent(held -> writeHeld(host, object, held));
                        }
                    });
                }
            });
        }
    }
}

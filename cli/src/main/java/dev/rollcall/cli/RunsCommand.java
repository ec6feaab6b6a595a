package dev.rollcall.cli;

import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.cli.output.Json;
import dev.rollcall.cli.output.TextTable;
import dev.rollcall.identity.AccountId;
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
        Moments moments;
        try {
            moments = new Moments(zone);
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
        if (limit < 1 || limit > MOST) {
            throw misuse("--limit must be from 1 to " + MOST);
        }
        try (Host host = Host.open(configuration)) {
            List<RunRecord> runs = host.journal().runs(directory.name(), runId == null ? limit : MOST);
            String wanted = runId;
            if (wanted != null) {
                runs = runs.stream().filter(run -> run.runId().equals(wanted)).toList();
                if (runs.isEmpty()) {
                    throw new NotFoundException("none of the last " + MOST + " runs of directory '" + directory.name()
                            + "' is called '" + wanted + "'");
                }
            }
            if (json) {
                printJson(runs);
            } else if (wanted == null) {
                printTable(host, runs, moments);
            } else {
                print(host, runs.get(0), moments);
            }
        }
        out().flush();
        return ExitCode.OK;
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
        table.add("message", run.message());
        table.add("figures", run.figures().toString());
        Optional<HeldRun> held = host.journal().heldRun(run.runId());
        held.ifPresent(what -> {
            table.add("digest", what.digest());
            table.add("to be approved before", moments.shown(what.expiresAt()));
        });
        table.print(out(), "");
        if (held.isPresent()) {
            printHeld(host, held.get());
        }
    }

    private void printHeld(Host host, HeldRun held) {
        List<HeldRun.Item> items = new ArrayList<>();
        host.journal().heldItems(held.runId(), items::add);
        TextTable table = new TextTable(3, "held", "whose", "to what");
        for (int from = 0; from < items.size(); from += LOADED_AT_ONCE) {
            List<HeldRun.Item> some = items.subList(from, Math.min(items.size(), from + LOADED_AT_ONCE));
            Map<String, String> names = usernames(host, some);
            some.forEach(item -> table.add(
                    word(item.guard()),
                    names.getOrDefault(item.key(), item.key()),
                    item.value() == null ? "" : item.value()));
        }
        if (!table.isEmpty()) {
            out().line("");
            table.print(out(), "");
        }
        out().line("");
        out().line("To apply it: rollcall sync --approve " + held.runId());
    }

    /** The accounts by their ids; people who were rejected have none. */
    private static Map<String, String> usernames(Host host, List<HeldRun.Item> items) {
        Set<AccountId> ids = items.stream()
                .filter(item -> item.guard() != GuardKind.REJECTIONS)
                .map(item -> AccountId.of(item.key()))
                .collect(Collectors.toSet());
        return host.users().load(ids, Set.of()).stream()
                .collect(Collectors.toMap(
                        account -> account.id().value(), account -> account.username().value()));
    }

    private static String word(GuardKind kind) {
        return switch (kind) {
            case BLOCKS -> "block account";
            case RENAMES -> "rename account";
            case CLEARS -> "clear in account";
            case REJECTIONS -> "reject person";
        };
    }

    private void printJson(List<RunRecord> runs) {
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
                                .text("message", run.message());
                        FigureWords.write(object, run.figures());
                    });
                }
            });
        }
    }
}

package dev.rollcall.cli;

import dev.rollcall.SyncEngine;
import dev.rollcall.cli.config.ApiWords;
import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.cli.output.Json;
import dev.rollcall.cli.output.TextTable;
import dev.rollcall.plan.PlanSummary;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.run.RunRequest;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a sync would do (R34). */
@Command(
        name = "plan",
        description = {
            "Shows what a sync would do, person by person, with the rule that asks for it. Writes nothing.",
            "Ends with the code of HELD where a sync would be held."
        })
final class PlanCommand extends HostCommand {

    /** So many rows are laid out together; a longer list is a table after a table, which needs no memory. */
    private static final int ROWS_AT_ONCE = 5_000;

    @Mixin
    private final Permissions permissions = new Permissions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    PlanCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        DirectorySettings directory = directory(configuration).readable();
        RunRequest request =
                understood(() -> permissions.addTo(RunRequest.by(surroundings().user()), directory.deadline()));
        try (Host host = Host.open(configuration)) {
            SyncEngine engine = host.looking(directory);
            try (SyncPlan plan = engine.plan(request)) {
                if (json) {
                    printJson(directory, plan);
                } else {
                    ProtectedAccounts.warnings(directory.policy(), host.users())
                            .forEach(warning -> out().line("Warning: " + warning));
                    print(directory, plan);
                }
                return plan.summary().hold().isPresent() ? ExitCode.HELD : ExitCode.OK;
            }
        }
    }

    /** The steps of one kind: how many, and the reason if all have the same. */
    private static final class Group {
        long count;
        String reason = "";
        boolean sameReason = true;

        void add(Step step) {
            String why = why(step);
            sameReason = sameReason && (count == 0 || why.equals(reason));
            reason = why;
            count++;
        }
    }

    private static String why(Step step) {
        return step.reason() + " (" + step.rule() + ")";
    }

    private void print(DirectorySettings directory, SyncPlan plan) {
        Map<StepKind, Group> groups = new EnumMap<>(StepKind.class);
        plan.forEach(
                step -> groups.computeIfAbsent(step.kind(), kind -> new Group()).add(step));
        groups.forEach((kind, group) -> {
            boolean said = group.sameReason && group.count > 1;
            out().line(StepWords.heading(kind) + ": " + group.count + (said ? ", " + group.reason : ""));
            print(plan, kind, said);
            out().line("");
        });
        PlanSummary summary = plan.summary();
        if (groups.isEmpty()) {
            out().line("Nothing to do.");
        }
        out().line("Directory '" + directory.name() + "': " + ApiWords.inFile(summary.toString()));
        out().line(
                        summary.hold().isPresent()
                                ? "A sync would be held, and write nothing until somebody approves."
                                : "Nothing was written; '" + again("sync") + "' does it"
                                        + (permissions.isAny() ? ", with the same permissions." : "."));
        out().flush();
    }

    private void print(SyncPlan plan, StepKind kind, boolean reasonSaid) {
        TextTable[] table = {new TextTable(3)};
        int[] rows = {0};
        plan.forEach(step -> {
            if (step.kind() == kind) {
                table[0].add(
                        StepWords.sign(kind),
                        StepWords.name(step.subject()),
                        reasonSaid ? StepWords.changes(step) : StepWords.what(step) + " (" + step.rule() + ")");
                if (++rows[0] % ROWS_AT_ONCE == 0) {
                    table[0].print(out(), "  ");
                    table[0] = new TextTable(3);
                }
            }
        });
        table[0].print(out(), "  ");
    }

    private void printJson(DirectorySettings directory, SyncPlan plan) {
        PlanSummary summary = plan.summary();
        try (Json document = new Json(out())) {
            document.object(object -> {
                object.text("directory", directory.name());
                FigureWords.write(object, summary.figures());
                FigureWords.write(object, summary.seats());
                object.flag("removalsSuspended", summary.removalsSuspended())
                        .texts(
                                "warnings",
                                summary.warnings().stream()
                                        .map(ApiWords::inFile)
                                        .toList())
                        .texts("permitted", summary.permitted());
                summary.hold().ifPresent(hold -> FigureWords.write(object, hold));
                object.array("steps", steps -> plan.forEach(step -> StepWords.write(steps, step)));
            });
        }
    }
}

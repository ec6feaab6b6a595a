package dev.rollcall.cli;

import dev.rollcall.SyncEngine;
import dev.rollcall.cli.config.ApiWords;
import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.cli.output.Json;
import dev.rollcall.cli.output.TextTable;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PlanSummary;
import dev.rollcall.plan.Step;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a sync. */
@Command(
        name = "sync",
        description = {
            "Brings the users table in step with the directory, and tells what was done.",
            "Ctrl-C ends it after the batch at hand: what is written stays, the lock is free, the run counts as CANCELLED.",
            "Without a terminal, permissions and --by it is recorded as that of a schedule, with nobody's name."
        })
final class SyncCommand extends HostCommand {

    private static final int LISTED = 20;

    @Mixin
    private final Permissions permissions = new Permissions();

    @Mixin
    private final Actor actor = new Actor();

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    SyncCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Configuration configuration) {
        DirectorySettings directory = directory(configuration).readable();
        RunRequest request = request(directory);
        try (Host host = Host.open(configuration)) {
            requireHeldRun(host, request);
            SyncEngine engine = host.engine(directory, new Progress(out()));
            AtomicBoolean stopped = new AtomicBoolean();
            AtomicReference<@Nullable SyncReport> made = new AtomicReference<>();
            surroundings()
                    .interruptions()
                    .during(() -> stopped.set(true), () -> made.set(engine.run(request.cancelledWhen(stopped::get))));
            SyncReport report = Objects.requireNonNull(made.get());
            StandingPermissions standing = StandingPermissions.after(report, request, host);
            if (json) {
                printJson(report, standing);
            } else {
                print(host, report, standing);
            }
            return ExitCode.of(report);
        }
    }

    private static void requireHeldRun(Host host, RunRequest request) {
        request.approvedRun().ifPresent(run -> {
            if (host.journal().heldRun(run).isEmpty()) {
                throw new NotFoundException("there is no held run '" + run + "'; 'rollcall runs' lists the runs");
            }
        });
    }

    private RunRequest request(DirectorySettings directory) {
        boolean somebody = out().isTerminal() || out().isWatched() || permissions.isAny() || actor.isGiven();
        return understood(() -> permissions.addTo(
                RunRequest.by(somebody ? actor.name(surroundings().user()) : ""), directory.deadline()));
    }

    private void print(Host host, SyncReport report, StandingPermissions standing) {
        print("Rejected people", report.rejected());
        print("Refused in part", report.failed());
        print("Waiting for a licence", report.waiting());
        out().line(ApiWords.inFile(report.toString()));
        permitted(report).forEach(permission -> out().line("Permitted: " + permission));
        if (report.outcome() == Outcome.ALREADY_RUNNING) {
            host.lock()
                    .holder(report.directory())
                    .ifPresent(holder -> out().line("It is run by " + holder.name() + ", whose lease ends at "
                            + holder.until() + " unless it is renewed."));
        }
        report.hold().ifPresent(hold -> {
            out().line("See what it is with '" + again("plan") + "', or '" + again("runs") + " " + report.runId()
                    + "'.");
            out().line(
                            hold.reason() == Hold.Reason.EMPTY_SNAPSHOT
                                    ? "If it is right that nobody is there: '" + again("sync")
                                            + " --believe-empty'. If that goes beyond a guard it is held once more, to"
                                            + " be approved."
                                    : "To apply it: '" + again("sync") + " --approve " + report.runId() + "'.");
        });
        standing.sentence(again("plan")).ifPresent(out()::line);
        report.exception()
                .filter(exception -> report.cause().isEmpty() && report.outcome() == Outcome.FAILED)
                .ifPresent(exception ->
                        out().line("It was a " + exception.getClass().getName() + "."));
        out().flush();
    }

    private void print(String heading, List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        TextTable table = new TextTable(3);
        steps.stream()
                .limit(LISTED)
                .forEach(step -> table.add(
                        StepWords.sign(step.kind()),
                        StepWords.name(step.subject()),
                        StepWords.what(step) + " (" + step.rule() + ")"));
        out().line(heading + ":");
        table.print(out(), "  ");
        if (steps.size() > LISTED) {
            out().line("  and " + (steps.size() - LISTED) + " more; --json has the first " + SyncReport.LISTED);
        }
        out().line("");
    }

    private static List<String> permitted(SyncReport report) {
        return report.plan().map(PlanSummary::permitted).orElse(List.of());
    }

    private void printJson(SyncReport report, StandingPermissions standing) {
        try (Json document = new Json(out())) {
            document.object(object -> {
                object.text("run", report.runId())
                        .text("directory", report.directory())
                        .text("outcome", report.outcome())
                        .text("cause", report.cause())
                        .text("message", ApiWords.inFile(report.message()))
                        .text("startedAt", report.runRecord().startedAt())
                        .text("finishedAt", report.runRecord().finishedAt());
                FigureWords.write(object, report.figures());
                report.seats().ifPresent(seats -> FigureWords.write(object, seats));
                report.hold().ifPresent(hold -> FigureWords.write(object, hold));
                report.held()
                        .ifPresent(held -> object.object(
                                "approval",
                                approval -> approval.text("run", held.runId())
                                        .text("digest", held.digest())
                                        .text("expiresAt", held.expiresAt())));
                object.texts("permitted", permitted(report))
                        .text("permissionStandsUntil", standing.until())
                        .text("evidence", report.evidence())
                        .texts(
                                "warnings",
                                report.warnings().stream().map(ApiWords::inFile).toList())
                        .number("unrecordedEvents", report.unrecordedEvents())
                        .array("rejected", steps -> report.rejected().forEach(step -> StepWords.write(steps, step)))
                        .array("failed", steps -> report.failed().forEach(step -> StepWords.write(steps, step)))
                        .array("waiting", steps -> report.waiting().forEach(step -> StepWords.write(steps, step)));
            });
        }
    }
}

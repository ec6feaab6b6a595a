package dev.rollcall.cli;

import dev.rollcall.cli.output.Output;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.PlanSummary;
import dev.rollcall.run.Phase;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import java.util.Locale;

/** Shows how far a run has come: one moving line on a terminal, one line per phase otherwise. */
final class Progress implements SyncListener {

    private static final int BAR = 30;

    private final Output out;
    private long changes;

    Progress(Output out) {
        this.out = out;
    }

    @Override
    public void phase(Phase phase) {
        String line = switch (phase) {
            case SCAN -> "Reading the accounts";
            case READ -> "Reading the directory";
            case DECIDE -> "Comparing";
            case APPLY -> "Writing some " + count(changes) + " changes";
            case RECORD -> "";
        };
        if (out.isWatched()) {
            out.progress(line);
        } else if (!line.isEmpty()) {
            out.error(line);
        }
    }

    @Override
    public void planned(PlanSummary plan) {
        Figures figures = plan.figures();
        changes = figures.of(Count.CREATED)
                + figures.of(Count.UPDATED)
                + figures.of(Count.BLOCKED)
                + figures.of(Count.REASONS_CHANGED)
                + figures.of(Count.ACTIVATED);
        if (!out.isWatched()) {
            out.error(count(figures.peopleRead()) + " people read, " + count(figures.of(PersonResult.UNCHANGED))
                    + " unchanged");
        }
    }

    @Override
    public void progress(Phase phase, long done) {
        if (!out.isWatched()) {
            return;
        }
        out.progress(
                phase == Phase.APPLY
                        ? "Writing " + bar(done) + " " + count(done) + " of some " + count(Math.max(done, changes))
                        : "Reading the directory: " + count(done) + " people");
    }

    /** The number of changes is an estimate: one account may take two writes. */
    private String bar(long done) {
        long full = changes == 0 ? BAR : Math.min(BAR, BAR * done / changes);
        return "[" + "#".repeat((int) full) + "-".repeat(BAR - (int) full) + "]";
    }

    @Override
    public void finished(SyncReport report) {
        if (out.isWatched()) {
            out.progress("");
        }
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

package dev.rollcall.cli;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.cli.config.ConfigurationException;
import dev.rollcall.plan.PlanSummary;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run that did not finish leaves behind for the next one: its permission, and those of runs before it (R38).
 *
 * @param known how much is known of them
 * @param until when the last of them ends; null where none stands, or that is not known
 */
record StandingPermissions(Known known, @Nullable Instant until) {

    /** How much is known. */
    enum Known {
        NONE,
        NOT_KEPT,
        ONE,
        SEVERAL,
        NOTHING
    }

    /** Asks the journal, which alone knows what was kept. */
    static StandingPermissions after(SyncReport report, RunRequest request, Host host) {
        boolean permitted = request.hasPermissions()
                || report.plan().map(PlanSummary::permitted).stream().anyMatch(sentences -> !sentences.isEmpty());
        if (!permitted
                || report.outcome() == Outcome.COMPLETED
                || report.outcome() == Outcome.COMPLETED_WITHOUT_REMOVALS) {
            return new StandingPermissions(Known.NONE, null);
        }
        if (report.outcome() == Outcome.ALREADY_RUNNING) {
            return new StandingPermissions(Known.NOT_KEPT, null);
        }
        try {
            return in(host.journal(), report);
        } catch (RepositoryException | ConfigurationException e) {
            return new StandingPermissions(Known.NOTHING, null);
        }
    }

    private static StandingPermissions in(RunJournal journal, SyncReport report) {
        Instant now = Instant.now();
        List<Instant> ends = journal.permissions(report.directory()).stream()
                .map(permission -> end(permission, journal))
                .filter(now::isBefore)
                .toList();
        return new StandingPermissions(
                ends.isEmpty() ? Known.NONE : ends.size() == 1 ? Known.ONE : Known.SEVERAL,
                ends.stream().max(Comparator.naturalOrder()).orElse(null));
    }

    /** An approval ends with what it approves. */
    private static Instant end(Permission permission, RunJournal journal) {
        String run = permission.approvedRun();
        if (run == null
                || permission.emptySnapshot()
                || !permission.raisedGuards().isEmpty()) {
            return permission.expiresAt();
        }
        Instant held = journal.heldRun(run).map(HeldRun::expiresAt).orElse(Instant.MIN);
        return held.isBefore(permission.expiresAt()) ? held : permission.expiresAt();
    }

    /** What to tell of it; {@code plan} is the command that shows more. */
    Optional<String> sentence(String plan) {
        String shown = "'" + plan + "' shows ";
        return Optional.ofNullable(
                switch (known) {
                    case NONE -> null;
                    case NOT_KEPT -> "The permission was not kept; give it again when that run has ended.";
                    case ONE ->
                        "The permission stands until a run has finished, at the latest " + until
                                + "; the next scheduled run has it. " + shown + "it.";
                    case SEVERAL ->
                        "The permissions stand until a run has finished, the last one at the latest " + until
                                + "; the next scheduled run has them. " + shown + "them.";
                    case NOTHING ->
                        "The database does not tell whether the permission stands, for the next run to have it; "
                                + shown + "it.";
                });
    }
}

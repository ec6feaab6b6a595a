package dev.rollcall.testkit;

import dev.rollcall.account.Change;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.SyncPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the steps of a plan and writes them down. Values that are sensitive stay masked, as {@link FieldChange} does
 * it.
 */
final class PlanText {

    private static final String LINE = System.lineSeparator();

    private PlanText() {}

    static List<Step> steps(SyncPlan plan) {
        List<Step> steps = new ArrayList<>();
        plan.forEach(steps::add);
        return steps;
    }

    static Stream<FieldChange> changes(Step step, String field) {
        return step.changes().stream().filter(change -> change.field().equals(field));
    }

    /** Whether the step is about somebody with this username, external id or account id. */
    static boolean isAbout(Step step, String who) {
        Subject subject = step.subject();
        ExternalId externalId = subject.externalId();
        AccountId account = subject.accountId();
        String username = subject.username();
        return (externalId != null && externalId.value().equals(who))
                || (account != null && account.value().equals(who))
                || (username != null && Username.of(username).equals(Username.of(who)))
                || account(step.change()).filter(id -> id.value().equals(who)).isPresent();
    }

    private static Optional<AccountId> account(@Nullable Change change) {
        if (change == null) {
            return Optional.empty();
        }
        return switch (change.kind()) {
            case BLOCK -> Optional.of(((Change.Block) change).account());
            case ACTIVATE -> Optional.of(((Change.Activate) change).account());
            case UPDATE -> Optional.of(((Change.Update) change).account());
            case REASSIGN -> Optional.of(((Change.Reassign) change).account());
            case CREATE, RENAME_CYCLE -> Optional.empty();
        };
    }

    /** Whether the step notes that somebody is absent, or forgets it. */
    static boolean notesAbsence(Step step, boolean absent) {
        return step.change() instanceof Change.Update update
                && update.absence() != null
                && (update.absence().since() != null) == absent;
    }

    /** What was expected, what was found, and the whole plan. */
    static String failure(SyncPlan plan, String expectation, String found, List<Step> instead) {
        StringBuilder text = new StringBuilder(LINE)
                .append("Expected the plan ")
                .append(expectation)
                .append(", but ")
                .append(found)
                .append(instead.isEmpty() ? "." : ":");
        instead.forEach(step -> text.append(LINE).append("  ").append(step));
        List<Step> all = steps(plan);
        text.append(LINE).append("The whole plan:");
        if (all.isEmpty()) {
            text.append(LINE).append("  (no step)");
        }
        all.forEach(step -> text.append(LINE).append("  ").append(step));
        plan.summary()
                .toString()
                .lines()
                .forEach(line -> text.append(LINE).append("  ").append(line));
        return text.toString();
    }
}

package dev.rollcall.testkit;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.rules.Rule;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * More about a step that a plan has; then on with the plan. Where several steps fit so far, all that is said of them
 * must be true of one.
 */
public class StepAssert extends PlanAssert {

    private final String expectation;
    private List<Step> candidates;

    StepAssert(SyncPlan plan, String expectation, List<Step> candidates) {
        super(plan);
        this.expectation = expectation;
        this.candidates = candidates;
    }

    /** This rule asks for the step. */
    public StepAssert because(Rule rule) {
        return narrow("because of " + rule, step -> step.rule() == rule);
    }

    /** The rejection, refusal or veto has this code. */
    public StepAssert with(RefusalCode code) {
        return narrow("with " + code, step -> step.refusal() == code);
    }

    /**
     * The step gives a field this value.
     *
     * @param value the new value; null where the step clears the field
     */
    public StepAssert with(String field, @Nullable String value) {
        return narrow(
                "with '" + field + "' becoming " + shown(field, value),
                step -> PlanText.changes(step, field).anyMatch(change -> Objects.equals(value, change.after())));
    }

    /** The block, or its new reason, is this. */
    public StepAssert to(BlockReason reason) {
        return narrow(
                "for the reason " + reason,
                step -> step.change() instanceof Change.Block block && block.reason() == reason);
    }

    /** The reason of the step, in words, contains this text. */
    public StepAssert saying(String part) {
        return narrow("saying '" + part + "'", step -> step.reason().contains(part));
    }

    /** The failure stood in the last run that finished too. */
    public StepAssert standing() {
        return narrow("as in the last run", Step::standing);
    }

    /** A value as a failure may show it: masked where it is of a sensitive field. */
    final String shown(String field, @Nullable String value) {
        boolean sensitive = candidates.stream()
                .flatMap(step -> PlanText.changes(step, field))
                .anyMatch(FieldChange::sensitive);
        return value == null ? "(none)" : sensitive ? FieldChange.MASK : "'" + value + "'";
    }

    final StepAssert narrow(String expected, Predicate<Step> wanted) {
        List<Step> left = candidates.stream().filter(wanted).toList();
        if (left.isEmpty()) {
            throw unexpected(expectation + " " + expected, "it has", candidates);
        }
        candidates = left;
        return this;
    }
}

package dev.rollcall.testkit;

import dev.rollcall.plan.Step;
import dev.rollcall.plan.SyncPlan;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** More about one field that a plan changes; then on with the plan. */
public final class FieldAssert extends StepAssert {

    private final String field;

    FieldAssert(SyncPlan plan, String expectation, List<Step> candidates, String field) {
        super(plan, expectation, candidates);
        this.field = field;
    }

    /** The field has this value before; null for none. */
    public FieldAssert from(@Nullable String value) {
        narrow(
                "from " + shown(field, value),
                step -> PlanText.changes(step, field).anyMatch(change -> Objects.equals(value, change.before())));
        return this;
    }

    /** The field has this value afterwards; one that is cleared is asked for with {@link #clears}. */
    public FieldAssert to(String value) {
        narrow(
                "to " + shown(field, value),
                step -> PlanText.changes(step, field).anyMatch(change -> value.equals(change.after())));
        return this;
    }
}

package dev.rollcall.internal.planning;

import dev.rollcall.identity.CodePointOrder;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.Step;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A step with what it takes to carry it out.
 *
 * @param step the step
 * @param person whose result it belongs to; null for the account of an absent person
 * @param result the person's result as planned; null where that hangs on a seat, and for absent people
 * @param rank renames that others wait for come first
 * @param ring steps of one ring, other than 0, are written as one change
 */
public record PlannedStep(
        Step step, @Nullable ExternalId person, @Nullable PersonResult result, int rank, long ring) {

    /** The order of writing within one part of the plan: the same whatever the order of reading (R36). */
    static final Comparator<PlannedStep> ORDER = Comparator.comparingInt(PlannedStep::rank)
            .thenComparingLong(PlannedStep::ring)
            .thenComparing(planned -> text(planned.step.subject().username()), CodePointOrder.COMPARATOR)
            .thenComparing(planned -> text(planned.step.subject().accountId()), CodePointOrder.COMPARATOR);

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}

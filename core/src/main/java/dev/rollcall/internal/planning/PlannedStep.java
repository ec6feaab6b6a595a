package dev.rollcall.internal.planning;

import dev.rollcall.audit.FieldChange;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.CodePointOrder;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.Step;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
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

    /** The step as it is written once these accounts are linked; empty where nothing is left of it. */
    Optional<PlannedStep> afterLinking(Set<AccountId> linked) {
        boolean links =
                step.changes().stream().anyMatch(change -> change.field().equals(FieldChange.EXTERNAL_ID));
        AccountId account = step.subject().accountId();
        if (!links || account == null || !linked.contains(account)) {
            return Optional.of(this);
        }
        return UpdateSteps.withoutLink(step).map(rest -> new PlannedStep(rest, person, result, rank, ring));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}

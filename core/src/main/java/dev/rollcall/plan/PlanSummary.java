package dev.rollcall.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan in figures.
 *
 * @param figures what becomes of the people read, and what will be done
 * @param seats what the licence means
 * @param removalsSuspended whether nobody is removed because somebody could not be identified (R5)
 * @param warnings what an administrator should look at, of no single person: a mapped attribute that nobody carries
 *     (R20), a licence source that failed (R30), what the provider reported
 * @param permitted what is permitted out of the ordinary, by this request or an earlier one that no finished run has
 *     used up (R33, R38): one sentence each, with who permitted it
 * @param heldFor why the plan would be held; null if it would be applied
 */
public record PlanSummary(
        Figures figures,
        SeatForecast seats,
        boolean removalsSuspended,
        List<String> warnings,
        List<String> permitted,
        @Nullable Hold heldFor) {

    public PlanSummary {
        Objects.requireNonNull(figures, "figures");
        Objects.requireNonNull(seats, "seats");
        warnings = List.copyOf(warnings);
        permitted = List.copyOf(permitted);
    }

    /** Why the plan would be held; empty if it would be applied. */
    public Optional<Hold> hold() {
        return Optional.ofNullable(heldFor);
    }

    /** The summary in a few lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(figures)
                .append(System.lineSeparator())
                .append("Seats: ")
                .append(seats);
        if (removalsSuspended) {
            text.append(System.lineSeparator())
                    .append("Nobody is removed in this run: somebody could not be identified (R5)");
        }
        warnings.forEach(warning ->
                text.append(System.lineSeparator()).append("Warning: ").append(warning));
        permitted.forEach(permission ->
                text.append(System.lineSeparator()).append("Permitted: ").append(permission));
        hold().ifPresent(hold ->
                text.append(System.lineSeparator()).append("Held: ").append(hold));
        return text.toString();
    }
}

package dev.rollcall.rules.seats;

import dev.rollcall.identity.CodePointOrder;
import dev.rollcall.identity.ExternalId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A person's claim to a seat, in the order of R31: who waits before who returns before who is new; among those who wait
 * the longest wait first, and last those of whom nobody knows since when; then by match key and external id.
 *
 * @param claimant in which of the three queues
 * @param since since when the person waits; null where unknown, and for those who do not wait yet
 * @param matchKey the folded match key
 * @param externalId the external id
 */
public record SeatClaim(Claimant claimant, @Nullable Instant since, String matchKey, ExternalId externalId)
        implements Comparable<SeatClaim> {

    /** The three queues, first served first. */
    public enum Claimant {
        /** Blocked as {@code LICENCE_LIMIT}. */
        WAITING,
        /** Blocked by the sync for another reason, and back. */
        RETURNING,
        /** Without an account. */
        NEW
    }

    /** By match key and external id alone: the order in which waits begin (R38). */
    public static final Comparator<SeatClaim> BY_NAME =
            Comparator.comparing(SeatClaim::matchKey, CodePointOrder.COMPARATOR).thenComparing(SeatClaim::externalId);

    private static final Comparator<SeatClaim> ORDER = Comparator.comparing(SeatClaim::claimant)
            .thenComparing(claim -> claim.since == null ? Instant.MAX : claim.since)
            .thenComparing(BY_NAME);

    @Override
    public int compareTo(SeatClaim other) {
        return ORDER.compare(this, other);
    }
}

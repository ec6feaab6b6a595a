package dev.rollcall.internal.planning;

import dev.rollcall.account.Account;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.rules.seats.SeatClaim;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants a seat.
 *
 * @param claim their place in the queue
 * @param subject the account as it is, or will be, named
 * @param version the account's version as read; null for a new person, and for one who waits unchanged and whose
 *     account is read only if there is a seat
 * @param link how the account's external id changes with its activation; null where it has the person's
 * @param fields of a new person: the fields with a value
 * @param failed whether some part of what should be done was refused, which then is the person's result
 * @param hasOtherStep whether a link, rename or field change of the same person is planned too
 */
public record SeatCandidate(
        SeatClaim claim,
        Subject subject,
        @Nullable String version,
        @Nullable FieldChange link,
        List<FieldChange> fields,
        boolean failed,
        boolean hasOtherStep) {

    public SeatCandidate {
        fields = List.copyOf(fields);
    }

    /** Whether the person has no account yet. */
    public boolean isNew() {
        return claim.claimant() == SeatClaim.Claimant.NEW;
    }

    /** Returns a copy with the account as it was read meanwhile, which need not be called as the person is. */
    public SeatCandidate with(Account account) {
        Subject named = new Subject(account.username().value(), subject.externalId(), account.id());
        return new SeatCandidate(claim, named, account.version(), link, fields, failed, hasOtherStep);
    }
}

package dev.rollcall.account;

import dev.rollcall.identity.AccountId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What became of one change.
 *
 * @param status how it ended
 * @param versions for {@link Status#APPLIED}: every account that was written, with its version afterwards; otherwise
 *     empty
 * @param reason for {@link Status#REFUSED}: why, in words for an administrator (the constraint's name), without
 *     personal data; otherwise empty
 */
public record ChangeResult(Status status, Map<AccountId, String> versions, String reason) {

    /** How a change ended. Only {@link #APPLIED} wrote anything. */
    public enum Status {
        /** Done and durable. */
        APPLIED,
        /** The account cannot be changed like that: a constraint, a missing mandatory column. */
        REFUSED,
        /** The account is not as it was read: another version, or gone (R40). */
        CONFLICT,
        /** The change would take a seat and none is free. */
        NO_SEAT
    }

    public ChangeResult {
        Objects.requireNonNull(status, "status");
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        Objects.requireNonNull(reason, "reason");
        if (status == Status.APPLIED == versions.isEmpty()) {
            throw new IllegalArgumentException("An applied change, and no other, names the accounts that it wrote");
        }
    }

    /** The change to one account is done; {@code version} is what a {@code load} would give now. */
    public static ChangeResult applied(AccountId account, String version) {
        return new ChangeResult(Status.APPLIED, Map.of(account, version), "");
    }

    /** The change to several accounts is done. */
    public static ChangeResult applied(Map<AccountId, String> versions) {
        return new ChangeResult(Status.APPLIED, versions, "");
    }

    /** Nothing was written, for this reason. */
    public static ChangeResult refused(String reason) {
        return new ChangeResult(Status.REFUSED, Map.of(), reason);
    }

    /** Nothing was written, because the account has changed. */
    public static ChangeResult conflict() {
        return new ChangeResult(Status.CONFLICT, Map.of(), "");
    }

    /** Nothing was written, because no seat is free. */
    public static ChangeResult noSeat() {
        return new ChangeResult(Status.NO_SEAT, Map.of(), "");
    }
}

package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.identity.AccountId;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of one change: a failure, or the accounts that it writes or was found to have written. */
final class Decision {

    private final @Nullable ChangeResult failure;
    private final boolean repeat;
    private final Set<AccountId> written = new LinkedHashSet<>();

    private Decision(@Nullable ChangeResult failure, boolean repeat) {
        this.failure = failure;
        this.repeat = repeat;
    }

    /** The change is made; {@link #written} takes the accounts. */
    static Decision toWrite() {
        return new Decision(null, false);
    }

    static Decision failed(ChangeResult failure) {
        return new Decision(failure, false);
    }

    static Decision refused(String why) {
        return failed(ChangeResult.refused(why));
    }

    static Decision conflict() {
        return failed(ChangeResult.conflict());
    }

    /**
     * The change was made before, and its answer was lost.
     *
     * @param account the account of its event, which is the new one of a creation
     */
    static Decision made(Change change, String account) {
        Decision decision = new Decision(null, true);
        if (change.kind() == Change.Kind.CREATE) {
            decision.written.add(AccountId.of(account));
        } else {
            decision.written.addAll(change.accounts());
        }
        return decision;
    }

    /** Why the change is not made; null where it is. */
    @Nullable
    ChangeResult failure() {
        return failure;
    }

    /** Whether the change is made now: it neither failed nor was made before. */
    boolean isNew() {
        return failure == null && !repeat;
    }

    /** The accounts that the change writes; that of a creation is known once it is inserted. */
    Set<AccountId> written() {
        return written;
    }
}

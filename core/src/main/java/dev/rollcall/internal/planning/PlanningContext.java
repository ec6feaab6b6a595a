package dev.rollcall.internal.planning;

import dev.rollcall.account.AccountReader;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.internal.spool.Workspace;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Everything that a plan depends on beside the people themselves.
 *
 * @param directory whose accounts are planned
 * @param policy what the host wants
 * @param licence how many seats there are
 * @param accounts the host's accounts, for reading
 * @param now the one moment of the run
 * @param ignored people left alone, of the policy and of administrators
 * @param known who was refused what in the last run that finished
 * @param permissions what was allowed for this run
 * @param workspace room for the snapshot and the plan
 * @param hashKey the key of this run's hashes
 * @param checkpoint throws when the run must not go on
 */
public record PlanningContext(
        DirectoryName directory,
        Policy policy,
        LicenceLimit licence,
        AccountReader accounts,
        Instant now,
        Set<ExternalId> ignored,
        KnownRefusals known,
        Permissions permissions,
        Workspace workspace,
        HashKey hashKey,
        Runnable checkpoint) {

    /** What was allowed for one run (R2, R15, R33). */
    public record Permissions(boolean emptySnapshot, NewIds newIds, Map<GuardKind, Guard> raisedGuards) {

        /** Nothing out of the ordinary. */
        public static final Permissions NONE = new Permissions(false, NewIds.NONE, Map.of());
    }

    /** Which accounts may be given which new external id, because a change of the id scheme was approved (R15). */
    public interface NewIds {

        /** None. */
        NewIds NONE = (account, id) -> false;

        /** Whatever the snapshot says. */
        NewIds ALL = (account, id) -> true;

        /** Whether this account may be given this id. */
        boolean allow(AccountId account, ExternalId id);
    }

    /** Who was refused what in the last run that finished (R33, R41). */
    public interface KnownRefusals {

        /** Nobody was refused anything. */
        KnownRefusals NONE = new KnownRefusals() {
            @Override
            public boolean stands(String person, RefusalCode code, String what) {
                return false;
            }

            @Override
            public long timesRejected(String person) {
                return 0;
            }
        };

        /** Whether this very refusal stood then: of the same person, for the same reason, of the same thing. */
        boolean stands(String person, RefusalCode code, String what);

        /**
         * How often the person was rejected then, for whatever reason; more than once only where rows cannot be told
         * apart.
         */
        long timesRejected(String person);
    }

    /** The guard that applies to this run. */
    public Guard guard(GuardKind kind) {
        return permissions.raisedGuards().getOrDefault(kind, policy.guard(kind));
    }
}

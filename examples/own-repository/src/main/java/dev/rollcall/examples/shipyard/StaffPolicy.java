package dev.rollcall.examples.shipyard;

import dev.rollcall.identity.AccountId;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.Reactivation;
import dev.rollcall.policy.ValueSource;
import java.time.Duration;
import java.util.Collection;

/** What the yard wants of its sync. The engine and the tests use this one class. */
final class StaffPolicy {

    /** People are between two contracts for a few days. */
    static final Duration GRACE = Duration.ofDays(3);

    private StaffPolicy() {}

    /** Returns the policy under which these accounts are never blocked. */
    static Policy protecting(Collection<AccountId> administrators) {
        return Policy.builder()
                .field("fullName", ValueSource.attribute("name"), name -> name.maxLength(120))
                .field("email", ValueSource.attribute("mail"), mail -> mail.valid(StaffPolicy::isAddress, "an address"))
                .field("title", ValueSource.attribute("title"), title -> title.maxLength(120))
                // Only contractors have one, and the personnel office drops it before they have left.
                .field("employer", ValueSource.attribute("employer"), firm -> firm.mode(MappingMode.WHEN_PRESENT))
                .guard(GuardKind.BLOCKS, new Guard(0.05, 3))
                .grace(GRACE)
                .reactivation(Reactivation.ADMINISTRATORS_ONLY)
                .protect(administrators)
                .build();
    }

    private static boolean isAddress(String text) {
        return text.length() <= 120 && text.indexOf('@') > 0;
    }
}

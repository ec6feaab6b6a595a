package dev.rollcall.internal.planning;

import dev.rollcall.account.Account;
import dev.rollcall.identity.AccountId;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.fields.NeverSeen;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Both sides of a reconciliation, what is known of who is who, and the draft of the plan. */
record Sides(
        PlanningContext context,
        AccountIndex accounts,
        Snapshot snapshot,
        WhoIsWho whoIsWho,
        NeverSeen neverSeen,
        PlanDraft draft) {

    Policy policy() {
        return context.policy();
    }

    /** Reads accounts as they are now. */
    Map<AccountId, Account> load(Set<AccountId> ids) {
        Map<AccountId, Account> loaded = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            context.accounts().load(ids, policy().fieldNames()).forEach(account -> loaded.put(account.id(), account));
        }
        return loaded;
    }
}

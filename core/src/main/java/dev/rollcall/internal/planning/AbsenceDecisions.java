package dev.rollcall.internal.planning;

import dev.rollcall.account.Account;
import dev.rollcall.account.AccountStatus;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.StepKind;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.Rule;
import dev.rollcall.rules.removal.RemovedFromScope;
import dev.rollcall.rules.status.StatusVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Decides what becomes of the directory's accounts whose person is not in the snapshot (R22). */
final class AbsenceDecisions {

    private final PlanningContext context;
    private final Policy policy;
    private final AccountIndex accounts;
    private final WhoIsWho whoIsWho;
    private final PlanDraft draft;

    AbsenceDecisions(PlanningContext context, AccountIndex accounts, WhoIsWho whoIsWho, PlanDraft draft) {
        this.context = context;
        this.policy = context.policy();
        this.accounts = accounts;
        this.whoIsWho = whoIsWho;
        this.draft = draft;
    }

    void decideAll() {
        Map<AccountId, Integer> batch = new LinkedHashMap<>();
        for (int slot = 0; slot < accounts.size(); slot++) {
            if (!accounts.isPresent(slot) && !whoIsWho.isIgnored(slot) && !isSettledByIndex(slot)) {
                batch.put(accounts.id(slot), slot);
                if (batch.size() == WhoIsWho.BATCH) {
                    load(batch, this::decide);
                    batch.clear();
                }
            }
        }
        load(batch, this::decide);
    }

    /** Forgets that somebody was missed who was read now, rejected or not (R22), where no other step does. */
    void forgetReturned() {
        Map<AccountId, Integer> batch = new LinkedHashMap<>();
        for (int slot = 0; slot < accounts.size(); slot++) {
            if (accounts.isAbsenceNoted(slot)
                    && accounts.isPresent(slot)
                    && !accounts.isSettled(slot)
                    && !whoIsWho.isIgnored(slot)) {
                batch.put(accounts.id(slot), slot);
                if (batch.size() == WhoIsWho.BATCH) {
                    load(batch, this::forget);
                    batch.clear();
                }
            }
        }
        load(batch, this::forget);
    }

    private void forget(Account account) {
        if (account.absentSince().isPresent()) {
            note(
                    account,
                    new Change.Absence(null),
                    Rule.R22,
                    "the person was read again, so that the absence is forgotten, although the person was rejected");
        }
    }

    private void note(Account account, Change.Absence absence, Rule rule, String why) {
        Change.Update change = new Change.Update(account.id(), account.version(), null, null, Map.of(), absence);
        draft.update(
                new PlannedStep(
                        PlanDraft.step(StepKind.NOTE_ABSENCE, subject(account), rule, why, change), null, null, 0, 0),
                false);
    }

    private static Subject subject(Account account) {
        return new Subject(account.username().value(), account.externalId().orElse(null), account.id());
    }

    /**
     * Whether an account needs nothing, as far as the index tells: it is blocked for the absence, or by an
     * administrator.
     */
    private boolean isSettledByIndex(int slot) {
        if (accounts.isActive(slot)) {
            return false;
        }
        BlockReason reason = accounts.blockReason(slot);
        boolean noteNeeded = !policy.grace().isZero() && !accounts.isAbsenceNoted(slot);
        return reason == BlockReason.REMOVED_FROM_SCOPE
                || ((reason == null || reason == BlockReason.MANUAL) && !noteNeeded);
    }

    private void load(Map<AccountId, Integer> batch, Consumer<Account> decision) {
        context.checkpoint().run();
        if (!batch.isEmpty()) {
            for (Account account : context.accounts().load(batch.keySet(), policy.fieldNames())) {
                Integer slot = batch.get(account.id());
                // Whoever was handed over or relinked since the scan may belong to somebody read: the next run tells
                // (R40).
                if (slot != null && account.isOwnedBy(context.directory()) && accounts.isStill(slot, account)) {
                    decision.accept(account);
                }
            }
        }
    }

    private void decide(Account account) {
        StatusVerdict verdict = verdict(account);
        Subject subject = subject(account);
        BlockReason reason = verdict.reason();
        switch (verdict.kind()) {
            case BLOCK, CHANGE_REASON -> {
                if (reason == null) {
                    throw new IllegalStateException("A block without a reason");
                }
                Change.Block change = new Change.Block(account.id(), account.version(), reason, context.now());
                if (verdict.kind() == StatusVerdict.Kind.CHANGE_REASON) {
                    draft.changeReason(subject, null, null, verdict.rule(), verdict.why(), change);
                    draft.figures().add(Count.REMOVED, 1);
                } else if (draft.block(subject, null, null, verdict.rule(), verdict.why(), change)) {
                    draft.figures().add(Count.REMOVED, 1);
                }
            }
            case NOTE_ABSENCE -> note(account, new Change.Absence(context.now()), verdict.rule(), verdict.why());
            case KEEP, QUEUE_WAITING, QUEUE_RETURNING -> {}
        }
    }

    private StatusVerdict verdict(Account account) {
        return RemovedFromScope.decide(
                new RemovedFromScope.Missing(
                        account.status(),
                        account.status() == AccountStatus.ACTIVE
                                ? null
                                : account.blockReason().orElse(null),
                        account.externalId().isPresent(),
                        account.absentSince().orElse(null)),
                context.now(),
                policy.grace());
    }

    /** Says what the rules think of an absent person's account, for {@code explain}; plans nothing. */
    List<String> explain(Account account) {
        StatusVerdict verdict = verdict(account);
        return List.of(
                Explainer.describe(account), "not in the snapshot: " + verdict.why() + " (" + verdict.rule() + ")");
    }
}

package dev.rollcall.internal.planning;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.directory.Activity;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.Rule;
import dev.rollcall.rules.activity.PresentAndActivity;
import dev.rollcall.rules.fields.FieldDifferences;
import dev.rollcall.rules.reading.Readability;
import dev.rollcall.rules.removal.RemovedFromScope;
import dev.rollcall.rules.seats.SeatClaim;
import dev.rollcall.rules.seats.SeatClaim.Claimant;
import dev.rollcall.rules.status.StatusVerdict;
import dev.rollcall.rules.whoiswho.Correlation;
import dev.rollcall.rules.whoiswho.Correlation.Match;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of one person, by asking the rules in order. */
final class PersonDecision {

    private final PersonAtHand hand;
    private final AccountUpdate update;
    private final PlanningContext context;
    private final Policy policy;
    private final AccountIndex accounts;
    private final Snapshot snapshot;
    private final WhoIsWho whoIsWho;
    private final PlanDraft draft;
    private final int row;
    private final Activity activity;
    private final Match match;

    PersonDecision(PersonAtHand hand) {
        Sides sides = hand.sides;
        this.hand = hand;
        this.update = new AccountUpdate(hand);
        this.context = sides.context();
        this.policy = sides.policy();
        this.accounts = sides.accounts();
        this.snapshot = sides.snapshot();
        this.whoIsWho = sides.whoIsWho();
        this.draft = sides.draft();
        this.row = hand.row;
        this.activity = hand.activity();
        this.match = hand.match;
    }

    void decide() {
        if (snapshot.isUnidentified(row)) {
            Readability.objection(hand.entry, hand.mapped)
                    .ifPresent(objection -> draft.reject(
                            new Subject(hand.name(), null, null), Rule.R5, objection.code(), objection.why()));
            return;
        }
        if (snapshot.isIgnored(row)) {
            draft.count(PersonResult.IGNORED);
            draft.leave(hand.subject(), Rule.R16, "the person is on the ignore list");
            return;
        }
        if (whoIsWho.waitsUnchanged(row, policy.reactivation())) {
            // The account is read only if there is a seat.
            int slot = whoIsWho.slot(row);
            draft.queue(new SeatCandidate(
                    claim(Claimant.WAITING, accounts.blockedSince(slot)),
                    new Subject(hand.name(), hand.id(), accounts.id(slot)),
                    null,
                    null,
                    List.of(),
                    false,
                    false));
            return;
        }
        Optional<Readability.Objection> objection = Readability.objection(hand.entry, hand.mapped);
        if (snapshot.isDiffering(row)) {
            draft.reject(
                    hand.subject(),
                    Rule.R12,
                    RefusalCode.DUPLICATE_EXTERNAL_ID,
                    "two entries have this external id and differ; the account stays as it is");
        } else if (match == Match.SEVERAL) {
            rejectSeveral();
        } else if (objection.isPresent()) {
            rejectUnreadable(objection.get());
        } else if (match == Match.LINK && snapshot.isHeldLocally(row)) {
            rejectHeldLocally();
        } else if (match == Match.BY_ID || match == Match.LINK) {
            decideWithAccount();
        } else {
            decideWithoutAccount();
        }
    }

    private void rejectSeveral() {
        boolean byId = whoIsWho.slot(row) != Snapshot.NOBODY;
        draft.reject(
                hand.subject(),
                Rule.R12,
                RefusalCode.DUPLICATE_ACCOUNT,
                byId
                        ? "two accounts of the directory have this external id; make all but one of them local"
                        : "two accounts of the directory have this username; rename or make local all but one");
        if (byId) {
            for (AccountId id : whoIsWho.accountsOf(row)) {
                Account account = hand.loaded.get(id);
                if (account != null && account.isOwnedBy(context.directory())) {
                    blockIfCertainlyInactive(account);
                }
            }
        }
    }

    private void rejectUnreadable(Readability.Objection objection) {
        draft.reject(hand.subject(), Rule.R5, objection.code(), objection.why());
        Account account = match == Match.BY_ID ? hand.accountAsScanned() : null;
        if (account != null) {
            blockIfCertainlyInactive(account);
        }
    }

    private void blockIfCertainlyInactive(Account account) {
        StatusVerdict verdict = PresentAndActivity.decideForRejected(activity, account.status());
        if (verdict.kind() == StatusVerdict.Kind.BLOCK) {
            draft.block(
                    hand.subject(account),
                    hand.id(),
                    PersonResult.REJECTED,
                    verdict.rule(),
                    verdict.why(),
                    block(account, verdict));
        }
    }

    private void changedMeanwhile() {
        draft.count(PersonResult.FAILED);
        draft.refusal(
                StepKind.REFUSE,
                hand.subject(),
                Rule.R40,
                RefusalCode.CHANGED_MEANWHILE,
                "somebody else changed the account while the run was planned; the next run decides again");
    }

    private void decideWithoutAccount() {
        if (match == Match.SOMEBODY_ELSE && !snapshot.isHeldLocally(row) && mayRelink()) {
            decideWithAccount();
            return;
        }
        if (activity == Activity.INACTIVE && !snapshot.isNameRejected(row) && !claimsUnlinked()) {
            settle(PersonResult.NOT_PROVISIONED, Rule.R17, "the person is inactive and has no account");
            return;
        }
        if (snapshot.isNameRejected(row)) {
            draft.reject(
                    hand.subject(),
                    Rule.R20,
                    RefusalCode.VALUE_REJECTED,
                    hand.mapped.usernameObjection() + ", and the person has no account yet");
            return;
        }
        if (activity == Activity.UNKNOWN && !claimsUnlinked()) {
            settle(
                    PersonResult.ACTIVITY_UNKNOWN,
                    Rule.R6,
                    "the directory did not say whether the person is active, so no account is created");
            return;
        }
        if (match == Match.SHARED) {
            draft.reject(hand.subject(), Rule.R12, RefusalCode.DUPLICATE_MATCH_KEY, AccountUpdate.sharedWhy());
        } else if (snapshot.isHeldLocally(row)) {
            rejectHeldLocally();
        } else if (snapshot.isNameTaken(row)) {
            draft.reject(
                    hand.subject(),
                    Rule.R10,
                    RefusalCode.USERNAME_TAKEN,
                    "a local account, or one of another directory, has this username");
        } else if (match == Match.SOMEBODY_ELSE && !whoIsWho.givesUpName(whoIsWho.slot(row))) {
            draft.reject(
                    hand.subject(),
                    Rule.R11,
                    RefusalCode.IDENTITY_MISMATCH,
                    "account " + accounts.id(whoIsWho.slot(row))
                            + " has this username and another external id; if it is the same person, relink the account"
                            + " or let the host relink, else rename one of them");
        } else {
            create();
        }
    }

    private void rejectHeldLocally() {
        draft.reject(
                hand.subject(),
                Rule.R9,
                RefusalCode.HELD_LOCALLY,
                "a local account holds this external id; hand it over to the directory under the name '" + hand.name()
                        + "' to link it");
    }

    /**
     * Whether an account without external id is waiting for somebody of this name, who then is rejected, not passed
     * over.
     */
    private boolean claimsUnlinked() {
        if (match != Match.SHARED) {
            return false;
        }
        for (int slot = accounts.withName(snapshot.nameHash(row));
                slot != AccountIndex.NONE;
                slot = accounts.otherWithName(slot)) {
            if (!accounts.isLinked(slot)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayRelink() {
        int slot = whoIsWho.slot(row);
        Account account = hand.loaded.get(accounts.id(slot));
        if (account == null || hand.accountAsScanned() == null) {
            return false;
        }
        boolean approved =
                (whoIsWho.schemeChanged() || context.permissions().newIds().allow(account.id(), hand.id()))
                        && (account.isActive()
                                || account.blockReason()
                                        .filter(BlockReason.LICENCE_LIMIT::equals)
                                        .isPresent()
                                || account.blockReason()
                                        .filter(BlockReason.INACTIVE_IN_DIRECTORY::equals)
                                        .isPresent());
        boolean graceIsOver = RemovedFromScope.isOver(account.absentSince().orElse(null), context.now(), policy.grace())
                || account.blockReason()
                        .filter(BlockReason.REMOVED_FROM_SCOPE::equals)
                        .isPresent();
        return Correlation.mayRelink(new Correlation.RelinkFacts(
                policy.isRelinking(),
                approved,
                snapshot.hasId(accounts.idHash(slot)),
                graceIsOver,
                snapshot.unidentified() > 0,
                whoIsWho.isIgnored(slot)));
    }

    private void create() {
        List<FieldChange> fields = FieldDifferences.ofNewAccount(hand.mapped, policy);
        boolean refused = update.refuseRejectedFields(hand.subject(), true);
        draft.queue(new SeatCandidate(claim(Claimant.NEW, null), hand.subject(), null, null, fields, refused, false));
    }

    private void decideWithAccount() {
        Account account = hand.accountAsScanned();
        if (account == null) {
            changedMeanwhile();
            return;
        }
        accounts.markPresent(whoIsWho.slot(row));
        Subject subject = hand.subject(account);
        AccountUpdate.Wanted wanted = update.compare(account);
        boolean updates = !wanted.changes().isEmpty() || account.absentSince().isPresent();
        StatusVerdict verdict = PresentAndActivity.decide(
                activity, account.status(), account.blockReason().orElse(null), policy.reactivation());
        boolean vetoed = verdict.kind() == StatusVerdict.Kind.BLOCK
                && policy.protectedAccounts().contains(account.id());
        PersonResult result = result(verdict, wanted.refused() || vetoed, updates);
        boolean queued = false;
        switch (verdict.kind()) {
            case BLOCK ->
                draft.block(subject, hand.id(), result, verdict.rule(), verdict.why(), block(account, verdict));
            case CHANGE_REASON ->
                draft.changeReason(subject, hand.id(), result, verdict.rule(), verdict.why(), block(account, verdict));
            case QUEUE_WAITING, QUEUE_RETURNING -> {
                queued = true;
                boolean waiting = verdict.kind() == StatusVerdict.Kind.QUEUE_WAITING;
                draft.queue(new SeatCandidate(
                        waiting
                                ? claim(Claimant.WAITING, account.blockedSince().orElse(null))
                                : claim(Claimant.RETURNING, null),
                        subject,
                        account.version(),
                        wanted.link(),
                        List.of(),
                        wanted.refused(),
                        updates));
            }
            case KEEP, NOTE_ABSENCE -> {}
        }
        if (!queued) {
            draft.count(result);
        }
        if (updates) {
            update.planUpdate(account, wanted, queued ? null : result);
        } else if (!queued && (result == PersonResult.UNCHANGED || result == PersonResult.ACTIVITY_UNKNOWN)) {
            leave(subject, verdict.rule(), verdict.why());
        }
    }

    private Change.Block block(Account account, StatusVerdict verdict) {
        return new Change.Block(account.id(), account.version(), reason(verdict), context.now());
    }

    private SeatClaim claim(Claimant claimant, @Nullable Instant since) {
        String key = NameFolding.fold(hand.person.matchKey().orElse(""));
        return new SeatClaim(claimant, since, key, hand.id());
    }

    private PersonResult result(StatusVerdict verdict, boolean failed, boolean updates) {
        if (failed) {
            return PersonResult.FAILED;
        }
        if (verdict.kind() == StatusVerdict.Kind.BLOCK) {
            return PersonResult.BLOCKED;
        }
        if (updates || verdict.kind() == StatusVerdict.Kind.CHANGE_REASON) {
            return PersonResult.UPDATED;
        }
        return activity == Activity.UNKNOWN ? PersonResult.ACTIVITY_UNKNOWN : PersonResult.UNCHANGED;
    }

    private void settle(PersonResult result, Rule rule, String why) {
        draft.count(result);
        leave(hand.subject(), rule, why);
    }

    private void leave(Subject subject, Rule rule, String why) {
        if (policy.recordsUnchanged()) {
            draft.leave(subject, rule, why);
        }
    }

    private BlockReason reason(StatusVerdict verdict) {
        BlockReason reason = verdict.reason();
        if (reason == null) {
            throw new IllegalStateException("A block without a reason");
        }
        return reason;
    }
}

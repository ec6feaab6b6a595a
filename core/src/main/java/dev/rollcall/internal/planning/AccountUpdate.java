package dev.rollcall.internal.planning;

import dev.rollcall.account.Account;
import dev.rollcall.account.Change;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.Rule;
import dev.rollcall.rules.fields.FieldDifferences;
import dev.rollcall.rules.fields.MappedPerson;
import dev.rollcall.rules.whoiswho.Correlation.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What changes in an account beside its status: its link, its name and its mapped fields (R9, R11, R14, R18 to R20).
 */
final class AccountUpdate {

    private final PersonAtHand hand;
    private final Sides sides;
    private final Policy policy;
    private final MappedPerson mapped;

    AccountUpdate(PersonAtHand hand) {
        this.hand = hand;
        this.sides = hand.sides;
        this.policy = sides.policy();
        this.mapped = hand.mapped;
    }

    /**
     * What is to be changed, before it is known whether the status changes too.
     *
     * @param changes the link, the name and the fields
     * @param newName the name among them; null where it stays
     * @param refused whether some part was refused
     */
    record Wanted(List<FieldChange> changes, @Nullable Username newName, boolean refused) {
        /** The external id among them; null where the account keeps the one it has. */
        @Nullable
        FieldChange link() {
            return changes.stream()
                    .filter(change -> change.field().equals(FieldChange.EXTERNAL_ID))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Compares the account with the person, and notes what must be refused. */
    Wanted compare(Account account) {
        Subject subject = hand.subject(account);
        List<FieldChange> changes = new ArrayList<>();
        if (hand.match != Match.BY_ID) {
            changes.add(new FieldChange(
                    FieldChange.EXTERNAL_ID,
                    account.externalId().map(Object::toString).orElse(null),
                    hand.id().value(),
                    false));
        }
        boolean refused = refuseRejectedFields(subject, false);
        Username newName = newName(account, changes);
        refused |= newName == null && refusedName(account, subject);
        changes.addAll(FieldDifferences.between(
                account, mapped, policy, sides.neverSeen().fields()));
        return new Wanted(changes, newName, refused);
    }

    /** The name the account receives; null where it keeps the one it has, by its mode or because it must. */
    private @Nullable Username newName(Account account, List<FieldChange> changes) {
        Username wanted = mapped.username();
        if (wanted == null
                || policy.username().mode() == MappingMode.ON_CREATE
                || account.username().hasSpellingOf(wanted)) {
            return null;
        }
        boolean respelled = account.username().equals(wanted);
        if (!respelled
                && !(hand.match == Match.BY_ID
                        && sides.whoIsWho().givesUpName(sides.whoIsWho().slot(hand.row)))) {
            return null;
        }
        changes.add(new FieldChange(
                FieldChange.USERNAME,
                account.username().value(),
                wanted.value(),
                policy.username().isSensitive()));
        return wanted;
    }

    /** Says why the account must keep its name, if it must. */
    private boolean refusedName(Account account, Subject subject) {
        Username wanted = mapped.username();
        if (policy.username().mode() == MappingMode.ON_CREATE
                || wanted == null
                || account.username().equals(wanted)) {
            return false;
        }
        if (sides.snapshot().isShared(hand.row)) {
            refuse(subject, Rule.R12, RefusalCode.DUPLICATE_MATCH_KEY, sharedWhy() + "; the account keeps its name");
        } else {
            refuse(
                    subject,
                    Rule.R14,
                    RefusalCode.USERNAME_TAKEN,
                    "the name '" + wanted
                            + "' belongs to an account that keeps it, so this one keeps its own; rename"
                            + " or make local the account that has it");
        }
        return true;
    }

    boolean refuseRejectedFields(Subject subject, boolean creating) {
        String username = mapped.usernameObjection();
        if (username != null && policy.username().mode() != MappingMode.ON_CREATE) {
            refuse(subject, Rule.R20, RefusalCode.VALUE_REJECTED, username + "; the account keeps its name");
        }
        boolean refused = username != null && policy.username().mode() != MappingMode.ON_CREATE;
        for (var mapping : policy.fields()) {
            String objection = mapped.objections().get(mapping.field());
            if (objection != null && (creating || mapping.mode() != MappingMode.ON_CREATE)) {
                refuse(
                        subject,
                        Rule.R20,
                        RefusalCode.VALUE_REJECTED,
                        objection
                                + (creating ? "; the account is created without it" : "; the field keeps what it has"));
                refused = true;
            }
        }
        return refused;
    }

    private void refuse(Subject subject, Rule rule, RefusalCode code, String why) {
        sides.draft().refusal(StepKind.REFUSE, subject, rule, code, why);
    }

    static String sharedWhy() {
        return "another person of the directory has the same match key or username";
    }

    /** Plans the write; the result is null where it hangs on a seat. */
    void planUpdate(Account account, Wanted wanted, @Nullable PersonResult result) {
        List<FieldChange> changes = wanted.changes();
        Username newName = wanted.newName();
        Map<String, @Nullable String> fields = new TreeMap<>();
        ExternalId link = null;
        for (FieldChange change : changes) {
            if (change.field().equals(FieldChange.EXTERNAL_ID)) {
                link = hand.id();
            } else if (!change.field().equals(FieldChange.USERNAME)) {
                fields.put(change.field(), change.after());
            }
        }
        int slot = sides.whoIsWho().slot(hand.row);
        boolean relink = hand.match == Match.SOMEBODY_ELSE;
        boolean renamed = newName != null && !newName.equals(account.username());
        Change.Update change = new Change.Update(
                account.id(),
                account.version(),
                link,
                newName,
                fields,
                account.absentSince().isPresent() ? new Change.Absence(null) : null);
        sides.accounts().markSettled(slot);
        Step step = UpdateSteps.of(hand.subject(account), changes, change);
        sides.draft()
                .update(
                        new PlannedStep(
                                step,
                                hand.id(),
                                result,
                                renamed ? sides.whoIsWho().renameRank(slot) : 0,
                                renamed ? sides.whoIsWho().renameRing(slot) : 0),
                        relink);
    }
}

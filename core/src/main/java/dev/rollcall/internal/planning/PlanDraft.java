package dev.rollcall.internal.planning;

import dev.rollcall.account.Change;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.internal.spool.Workspace;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.rules.Rule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the steps of a plan, each in the part in which it will be written (R38), and counts them. */
final class PlanDraft {

    private final PlanningContext context;
    private final Workspace.SortedBag<PlannedStep> blocks;
    private final Workspace.SortedBag<SeatCandidate> seats;
    private final Workspace.SortedBag<PlannedStep> updates;
    private final Workspace.Log<PlannedStep> notes;
    private final Figures.Builder figures = Figures.builder();
    private final Map<String, Long> clears = new HashMap<>();
    private long guardedRenames;
    private final NewRejections newcomers;
    private long newRejections;

    PlanDraft(PlanningContext context) {
        this.context = context;
        this.newcomers = new NewRejections(context.known());
        Workspace workspace = context.workspace();
        this.blocks = workspace.sorted(StepCodecs.STEP, PlannedStep.ORDER);
        this.seats = workspace.sorted(
                StepCodecs.CANDIDATE, (left, right) -> left.claim().compareTo(right.claim()));
        this.updates = workspace.sorted(StepCodecs.STEP, PlannedStep.ORDER);
        this.notes = workspace.log(StepCodecs.STEP);
    }

    Workspace.SortedBag<PlannedStep> blocks() {
        return blocks;
    }

    Workspace.SortedBag<SeatCandidate> seats() {
        return seats;
    }

    Workspace.SortedBag<PlannedStep> updates() {
        return updates;
    }

    Workspace.Log<PlannedStep> notes() {
        return notes;
    }

    Figures.Builder figures() {
        return figures;
    }

    Map<String, Long> clears() {
        return clears;
    }

    long guardedRenames() {
        return guardedRenames;
    }

    long newRejections() {
        return newRejections;
    }

    /** Blocks an active account, unless it is protected (R27); says whether it is blocked. */
    boolean block(
            Subject subject,
            @Nullable ExternalId person,
            @Nullable PersonResult result,
            Rule rule,
            String why,
            Change.Block change) {
        AccountId account = change.account();
        if (context.policy().protectedAccounts().contains(account)) {
            figures.add(Count.VETOED, 1);
            refusal(
                    StepKind.VETO,
                    subject,
                    Rule.R27,
                    RefusalCode.PROTECTED,
                    "the account is protected and stays active, although " + why);
            return false;
        }
        blocks.add(new PlannedStep(step(StepKind.BLOCK, subject, rule, why, change), person, result, 0, 0));
        figures.add(Count.BLOCKED, 1);
        return true;
    }

    /** Gives a blocked account another reason. */
    void changeReason(
            Subject subject,
            @Nullable ExternalId person,
            @Nullable PersonResult result,
            Rule rule,
            String why,
            Change.Block change) {
        blocks.add(new PlannedStep(step(StepKind.CHANGE_REASON, subject, rule, why, change), person, result, 0, 0));
        figures.add(Count.REASONS_CHANGED, 1);
    }

    void queue(SeatCandidate candidate) {
        seats.add(candidate);
    }

    /** Plans a link, rename or field changes, in one write. */
    void update(PlannedStep planned, boolean relink) {
        updates.add(planned);
        boolean renamed = false;
        for (FieldChange change : planned.step().changes()) {
            switch (change.field()) {
                case FieldChange.USERNAME -> {
                    renamed = true;
                    figures.add(Count.RENAMED, change.isRename() ? 1 : 0);
                }
                case FieldChange.EXTERNAL_ID -> figures.add(relink ? Count.RELINKED : Count.LINKED, 1);
                default -> {
                    figures.add(Count.FIELDS_CHANGED, 1);
                    if (change.after() == null) {
                        clears.merge(change.field(), 1L, Long::sum);
                    }
                }
            }
        }
        if (!planned.step().changes().isEmpty()) {
            figures.add(Count.UPDATED, 1);
        }
        if (renamed || relink) {
            guardedRenames++;
        }
    }

    /** Rejects a person altogether. */
    void reject(Subject subject, Rule rule, RefusalCode code, String why) {
        figures.add(PersonResult.REJECTED, 1);
        if (newcomers.isNew(personKey(subject, why))) {
            newRejections++;
        }
        refusal(StepKind.REJECT, subject, rule, code, why);
    }

    /** Notes that something could not be done. */
    void refusal(StepKind kind, Subject subject, Rule rule, RefusalCode code, String why) {
        boolean standing = context.known().stands(personKey(subject, why), code, what(kind, why));
        if (standing) {
            figures.add(Count.STANDING, 1);
        }
        notes.add(new PlannedStep(
                new Step(kind, subject, rule, why, List.of(), code, null, standing), subject.externalId(), null, 0, 0));
    }

    /** Notes that nothing is done, where the host asks for an event for each person. */
    void leave(Subject subject, Rule rule, String why) {
        notes.add(new PlannedStep(step(StepKind.LEAVE, subject, rule, why, null), subject.externalId(), null, 0, 0));
    }

    void count(PersonResult result) {
        figures.add(result, 1);
    }

    /** By what a refusal is known again in the next run: the id, else the name, else where it was found. */
    static String personKey(Subject subject, String why) {
        if (subject.externalId() != null) {
            return "id:" + subject.externalId();
        }
        if (subject.accountId() != null) {
            return "account:" + subject.accountId();
        }
        return subject.username() == null ? "row:" + why : "name:" + subject.username();
    }

    /** By what a refused thing is known again: the kind of step and the words, as a short digest. */
    static String what(StepKind kind, String why) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((kind + " " + why).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static Step step(StepKind kind, Subject subject, Rule rule, String why, @Nullable Change change) {
        return new Step(kind, subject, rule, why, List.of(), null, change, false);
    }
}

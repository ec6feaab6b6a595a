package dev.rollcall.testkit;

import dev.rollcall.account.BlockReason;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.PlanSummary;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what a run would do:
 *
 * <pre>{@code
 * assertThat(plan)
 *         .blocks("bob").because(Rule.R22)
 *         .rejects("zed").with(RefusalCode.USERNAME_TAKEN)
 *         .updates("ann", "title").from("a").to("b")
 *         .leavesAlone("root");
 * }</pre>
 *
 * <p>Whom a step is about is said by username (compared as R13 says; of an account that is renamed the old one),
 * external id or account id. A failure shows the whole plan, in which sensitive values are masked. To a plan that is
 * closed nothing can be asked any more.
 */
public class PlanAssert extends AbstractAssert<PlanAssert, SyncPlan> {

    PlanAssert(SyncPlan plan) {
        super(plan, PlanAssert.class);
    }

    /** The plan creates an account with a seat; the step can be asked for a field: {@code .with("title", "x")}. */
    public StepAssert creates(String who) {
        return step(StepKind.CREATE, who, "create");
    }

    /** The plan blocks an active account. */
    public StepAssert blocks(String who) {
        return step(StepKind.BLOCK, who, "block");
    }

    /** The plan blocks an active account for this reason. */
    public StepAssert blocks(String who, BlockReason reason) {
        return blocks(who).to(reason);
    }

    /** The plan gives a blocked account another reason: {@code changesReason("bob").to(REMOVED_FROM_SCOPE)}. */
    public StepAssert changesReason(String who) {
        return step(StepKind.CHANGE_REASON, who, "change the block reason of");
    }

    /** The plan activates a blocked account. */
    public StepAssert activates(String who) {
        return step(StepKind.ACTIVATE, who, "activate");
    }

    /** The plan creates an account that waits for a licence, makes a returning one wait, or lets one wait on. */
    public StepAssert waitsForLicence(String who) {
        return step("let " + quoted(who) + " wait for a licence", who, step -> step.kind() == StepKind.WAIT);
    }

    /** The plan gives an account another username, spelt exactly so. */
    public StepAssert renames(String who, String newName) {
        return step(
                "rename " + quoted(who) + " to " + quoted(newName),
                who,
                step -> isUpdate(step)
                        && changes(step, FieldChange.USERNAME).anyMatch(change -> newName.equals(change.after())));
    }

    /** The plan gives an external id to an account that had none, by itself or together with its activation. */
    public StepAssert links(String who) {
        return step(
                "link " + quoted(who),
                who,
                step -> mayLink(step)
                        && changes(step, FieldChange.EXTERNAL_ID).anyMatch(change -> change.before() == null));
    }

    /** The plan replaces the external id of an account with this one, by itself or together with its activation. */
    public StepAssert relinks(String who, String newExternalId) {
        return step(
                "relink " + quoted(who) + " to " + quoted(newExternalId),
                who,
                step -> mayLink(step)
                        && changes(step, FieldChange.EXTERNAL_ID)
                                .anyMatch(change -> change.before() != null && newExternalId.equals(change.after())));
    }

    /** The plan changes a field of an existing account; what it was and becomes can be asked for. */
    public FieldAssert updates(String who, String field) {
        String verb = "change " + quoted(field) + " of " + quoted(who);
        return described(new FieldAssert(
                plan(),
                "to " + verb,
                find(
                        verb,
                        who,
                        step -> isUpdate(step) && changes(step, field).findAny().isPresent()),
                field));
    }

    /** The plan clears a field of an existing account. */
    public StepAssert clears(String who, String field) {
        return step(
                "clear " + quoted(field) + " of " + quoted(who),
                who,
                step -> isUpdate(step) && changes(step, field).anyMatch(change -> change.after() == null));
    }

    /** The plan does not change this field of an account. */
    public PlanAssert keeps(String who, String field) {
        return none(
                "to keep '" + field + "' of '" + who + "'",
                step -> PlanText.isAbout(step, who)
                        && changes(step, field).findAny().isPresent());
    }

    /** The plan notes for the first time that the person of an account is absent (R22). */
    public StepAssert notesAbsence(String who) {
        return step("note the absence of " + quoted(who), who, step -> PlanText.notesAbsence(step, true));
    }

    /** The plan forgets that the person of an account was absent (R22). */
    public StepAssert forgetsAbsence(String who) {
        return step("forget the absence of " + quoted(who), who, step -> PlanText.notesAbsence(step, false));
    }

    /** The plan rejects a person altogether. */
    public StepAssert rejects(String who) {
        return step(StepKind.REJECT, who, "reject");
    }

    /** The plan refuses part of what should be done for a person. */
    public StepAssert refuses(String who) {
        return step(StepKind.REFUSE, who, "refuse something to");
    }

    /** The plan does not block an account because it is protected. */
    public StepAssert vetoes(String who) {
        return step(StepKind.VETO, who, "veto the block of");
    }

    /** The plan has no step of any kind about this username or id, other than one that says that nothing is done. */
    public PlanAssert leavesAlone(String who) {
        return none(
                "to leave '" + who + "' alone", step -> step.kind() != StepKind.LEAVE && PlanText.isAbout(step, who));
    }

    /** The plan has no step of these kinds. */
    public PlanAssert hasNo(StepKind... kinds) {
        List<StepKind> unwanted = List.of(kinds);
        return none("to have no step of " + unwanted, step -> unwanted.contains(step.kind()));
    }

    /** The steps of this kind are about these people or accounts, no others, in this order. */
    public PlanAssert hasExactly(StepKind kind, String... who) {
        List<Step> found = steps().stream().filter(step -> step.kind() == kind).toList();
        boolean same = found.size() == who.length;
        for (int i = 0; same && i < who.length; i++) {
            same = PlanText.isAbout(found.get(i), who[i]);
        }
        if (!same) {
            throw unexpected(
                    "to have exactly these steps of " + kind + ", in this order: " + List.of(who),
                    found.isEmpty() ? "it has none" : "it has",
                    found);
        }
        return this;
    }

    /** The plan writes nothing. It may still report something: see {@link #reportsNoFailure()}. */
    public PlanAssert isEmpty() {
        return none("to write nothing", step -> step.change() != null);
    }

    /** The plan writes something. */
    public PlanAssert isNotEmpty() {
        return check(
                steps().stream().anyMatch(step -> step.change() != null), "to write something", "it writes nothing");
    }

    /** The plan has no rejection, refusal or veto. */
    public PlanAssert reportsNoFailure() {
        return none("to report no failure", step -> step.kind().isFailure());
    }

    /** The plan would be held for an administrator, for this reason. */
    public PlanAssert isHeld(Hold.Reason reason) {
        Optional<Hold> hold = summary().hold();
        return check(
                hold.map(Hold::reason).filter(reason::equals).isPresent(),
                "to be held for " + reason,
                hold.map(found -> "it would be held: " + found).orElse("it would not be held"));
    }

    /** The plan would be applied. */
    public PlanAssert isNotHeld() {
        Optional<Hold> hold = summary().hold();
        return check(hold.isEmpty(), "not to be held", "it would be: " + hold.orElse(null));
    }

    /** Nobody is removed, because somebody could not be identified (R5). */
    public PlanAssert suspendsRemovals() {
        return check(summary().removalsSuspended(), "to suspend removals", "it does not");
    }

    /** Absent people are removed as usual: everybody could be identified. */
    public PlanAssert doesNotSuspendRemovals() {
        return check(!summary().removalsSuspended(), "not to suspend removals", "it does");
    }

    /** The plan has a warning that contains this text. */
    public PlanAssert hasWarning(String part) {
        List<String> warnings = summary().warnings();
        return check(
                warnings.stream().anyMatch(warning -> warning.contains(part)),
                "to have a warning that contains '" + part + "'",
                "it has " + warnings);
    }

    /** The plan has no warning. */
    public PlanAssert hasNoWarnings() {
        List<String> warnings = summary().warnings();
        return check(warnings.isEmpty(), "to have no warning", "it has " + warnings);
    }

    /** So many of the people read have this result. */
    public PlanAssert counts(PersonResult result, long people) {
        return counts(result.name(), people, summary().figures().of(result));
    }

    /** This will be done so often. */
    public PlanAssert counts(Count count, long times) {
        return counts(count.name(), times, summary().figures().of(count));
    }

    private PlanAssert counts(String name, long expected, long counted) {
        return check(expected == counted, "to count " + expected + " " + name, "it counts " + counted);
    }

    private StepAssert step(StepKind kind, String who, String verb) {
        return step(verb + " " + quoted(who), who, step -> step.kind() == kind);
    }

    private StepAssert step(String verb, String who, Predicate<Step> wanted) {
        return described(new StepAssert(plan(), "to " + verb, find(verb, who, wanted)));
    }

    private <A extends PlanAssert> A described(A next) {
        next.info.description(info.description());
        return next;
    }

    private List<Step> find(String verb, String who, Predicate<Step> wanted) {
        List<Step> about =
                steps().stream().filter(step -> PlanText.isAbout(step, who)).toList();
        List<Step> found = about.stream().filter(wanted).toList();
        if (found.isEmpty()) {
            throw unexpected(
                    "to " + verb,
                    about.isEmpty() ? "it has no step about '" + who + "'" : "about '" + who + "' it has only",
                    about);
        }
        return found;
    }

    private PlanAssert none(String expectation, Predicate<Step> unwanted) {
        List<Step> found = steps().stream().filter(unwanted).toList();
        if (!found.isEmpty()) {
            throw unexpected(expectation, "it has", found);
        }
        return this;
    }

    private PlanAssert check(boolean fulfilled, String expectation, String found) {
        if (!fulfilled) {
            throw unexpected(expectation, found, List.of());
        }
        return this;
    }

    /** The failure that tells what was expected, what was found instead, and the whole plan. */
    AssertionError unexpected(String expectation, String found, List<Step> instead) {
        return failure("%s", PlanText.failure(plan(), expectation, found, instead));
    }

    private SyncPlan plan() {
        isNotNull();
        return actual;
    }

    private PlanSummary summary() {
        return plan().summary();
    }

    private List<Step> steps() {
        return PlanText.steps(plan());
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    private static boolean isUpdate(Step step) {
        return step.kind() == StepKind.UPDATE;
    }

    private static boolean mayLink(Step step) {
        return isUpdate(step) || step.kind() == StepKind.ACTIVATE;
    }

    private static Stream<FieldChange> changes(Step step, String field) {
        return PlanText.changes(step, field);
    }
}

package dev.rollcall.internal.planning;

import dev.rollcall.audit.FieldChange;
import dev.rollcall.identity.AccountId;
import dev.rollcall.internal.RunStopped;
import dev.rollcall.internal.spool.Workspace;
import dev.rollcall.plan.Explanation;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PlanSummary;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.rules.seats.SeatClaim;
import dev.rollcall.run.HeldRun;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A plan with all that it takes to carry it out. */
public final class PlannedRun implements SyncPlan {

    /** What the value of a guarded item begins with, where an account is given another external id. */
    public static final String NEW_ID = "id:";

    private final PlanningContext context;
    private final PlanDraft draft;
    private final PlanSummary summary;
    private final Figures withoutSeats;
    private final List<Hold> holds;
    private final Set<GuardKind> exceeded;
    private final Explainer explainer;

    PlannedRun(
            PlanningContext context,
            PlanDraft draft,
            PlanSummary summary,
            Figures withoutSeats,
            List<Hold> holds,
            Set<GuardKind> exceeded,
            Explainer explainer) {
        this.context = context;
        this.draft = draft;
        this.summary = summary;
        this.withoutSeats = withoutSeats;
        this.holds = List.copyOf(holds);
        this.exceeded = Collections.unmodifiableSet(new TreeSet<>(exceeded));
        this.explainer = explainer;
    }

    /**
     * Returns the same plan under permissions, of which the guards knew nothing when it was made; it is closed with
     * this one.
     */
    public PlannedRun under(List<String> permitted, @Nullable Hold hold) {
        PlanSummary permittedSummary = new PlanSummary(
                summary.figures(), summary.seats(), summary.removalsSuspended(), summary.warnings(), permitted, hold);
        return new PlannedRun(context, draft, permittedSummary, withoutSeats, holds, exceeded, explainer);
    }

    @Override
    public PlanSummary summary() {
        return summary;
    }

    /** The planned figures without those whose result hangs on a seat. */
    public Figures figuresWithoutSeats() {
        return withoutSeats;
    }

    /** Every reason not to apply the plan that nothing known when it was made has lifted; the first one comes first. */
    public List<Hold> holds() {
        return holds;
    }

    /** The guards that the plan exceeds. */
    public Set<GuardKind> exceededGuards() {
        return exceeded;
    }

    /** Blocks and new block reasons, in the order of writing. */
    public Iterable<PlannedStep> blocks() {
        return draft.blocks();
    }

    /** Everybody who wants a seat, first served first. */
    public Iterable<SeatCandidate> seatCandidates() {
        return draft.seats();
    }

    /** Links, renames, fields and absences, in the order of writing; the steps of a ring follow one another. */
    public Iterable<PlannedStep> updates() {
        return draft.updates();
    }

    /** The same, without the links of these accounts, which received them with their activation. */
    public Iterable<PlannedStep> updates(Set<AccountId> linked) {
        if (linked.isEmpty()) {
            return updates();
        }
        return () -> StreamSupport.stream(updates().spliterator(), false)
                .flatMap(planned -> planned.afterLinking(linked).stream())
                .iterator();
    }

    /** What is only reported. */
    public Iterable<PlannedStep> notes() {
        return draft.notes();
    }

    /** Room for what the writing of the plan needs to remember. */
    public Workspace.SortedBag<SeatCandidate> newWaitingList() {
        return context.workspace()
                .sorted(StepCodecs.CANDIDATE, (left, right) -> SeatClaim.BY_NAME.compare(left.claim(), right.claim()));
    }

    /** Makes the steps of those who want a seat. */
    public SeatSteps seatSteps() {
        return new SeatSteps(context.directory(), context.now(), summary.seats().limit());
    }

    @Override
    public void forEach(Consumer<Step> steps) {
        SeatSteps seatSteps = seatSteps();
        long granted = summary.seats().granted();
        Set<AccountId> linked = new HashSet<>();
        blocks().forEach(planned -> steps.accept(planned.step()));
        forEachCandidate((candidate, hasSeat) -> {
            if (hasSeat && !candidate.isNew()) {
                steps.accept(seatSteps.granted(candidate));
                if (candidate.link() != null) {
                    linked.add(candidate.subject().accountId());
                }
            }
        });
        updates(linked).forEach(planned -> steps.accept(planned.step()));
        forEachCandidate((candidate, hasSeat) -> {
            if (hasSeat && candidate.isNew()) {
                steps.accept(seatSteps.granted(candidate));
            }
        });
        if (granted < summary.seats().wanted()) {
            forEachCandidate((candidate, hasSeat) -> {
                if (!hasSeat) {
                    steps.accept(seatSteps.waiting(candidate));
                }
            });
        }
        notes().forEach(planned -> steps.accept(planned.step()));
    }

    private interface CandidateConsumer {
        void accept(SeatCandidate candidate, boolean hasSeat);
    }

    private void forEachCandidate(CandidateConsumer consumer) {
        long place = 0;
        for (SeatCandidate candidate : seatCandidates()) {
            consumer.accept(candidate, place++ < summary.seats().granted());
        }
    }

    /** Hands over everything that the guards count, in the order of the plan. */
    public void forEachGuarded(Consumer<HeldRun.Item> items) {
        blocks().forEach(planned -> {
            if (planned.step().kind() == StepKind.BLOCK) {
                items.accept(new HeldRun.Item(GuardKind.BLOCKS, account(planned.step()), null));
            }
        });
        updates()
                .forEach(planned -> planned.step().changes().forEach(change -> guarded(planned.step(), change, items)));
        NewRejections newcomers = new NewRejections(context.known());
        notes().forEach(planned -> {
            Step step = planned.step();
            if (step.kind() == StepKind.REJECT) {
                String key = PlanDraft.personKey(step.subject(), step.reason());
                if (newcomers.isNew(key)) {
                    items.accept(new HeldRun.Item(GuardKind.REJECTIONS, key, null));
                }
            }
        });
    }

    private static void guarded(Step step, FieldChange change, Consumer<HeldRun.Item> items) {
        switch (change.field()) {
            case FieldChange.USERNAME ->
                items.accept(new HeldRun.Item(GuardKind.RENAMES, account(step), "name:" + change.after()));
            case FieldChange.EXTERNAL_ID -> {
                if (change.before() != null) {
                    items.accept(new HeldRun.Item(GuardKind.RENAMES, account(step), NEW_ID + change.after()));
                }
            }
            default -> {
                if (change.after() == null) {
                    items.accept(new HeldRun.Item(GuardKind.CLEARS, account(step), change.field()));
                }
            }
        }
    }

    private static String account(Step step) {
        return String.valueOf(step.subject().accountId());
    }

    /** By what a refusal is known again in the next run. */
    public static String personKey(Step step) {
        return PlanDraft.personKey(step.subject(), step.reason());
    }

    /** Whether this refusal stood in the last run that finished. */
    public boolean stood(Step refusal) {
        RefusalCode code = refusal.refusal();
        return code != null && context.known().stands(personKey(refusal), code, what(refusal));
    }

    /** By what a refused thing is known again in the next run. */
    public static String what(Step refusal) {
        return PlanDraft.what(refusal.kind(), refusal.reason());
    }

    @Override
    public Explanation explain(String person) {
        try {
            return explainer.explain(person, this);
        } catch (RunStopped e) {
            throw e.asException();
        }
    }

    @Override
    public void close() {
        context.workspace().close();
    }
}

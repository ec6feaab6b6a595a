package dev.rollcall.internal;

import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.identity.AccountId;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.StaleFenceException;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.rules.Rule;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Phase;
import dev.rollcall.run.StandingRefusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Hands changes to the repository in batches, and the events of what was committed to the audit sink and the listener.
 * Knows the versions that earlier changes of the run gave to accounts.
 */
final class BatchWriter {

    static final int BATCH = 200;

    private final UserRepository repository;
    private final Fence fence;
    private final Checkpoints checkpoints;
    private final AuditRecorder audit;
    private final SafeListener listener;
    private final Predicate<Step> stood;
    private final Map<AccountId, String> versions = new HashMap<>();
    private final List<Pending> pending = new ArrayList<>();
    private final List<StandingRefusal> refused = new ArrayList<>();
    private long written;

    BatchWriter(
            UserRepository repository,
            Fence fence,
            Checkpoints checkpoints,
            AuditRecorder audit,
            SafeListener listener,
            Predicate<Step> stood) {
        this.repository = repository;
        this.fence = fence;
        this.checkpoints = checkpoints;
        this.audit = audit;
        this.listener = listener;
        this.stood = stood;
    }

    /**
     * One change, the steps that it carries out, what of them a refusal concerns, and who wants to know how it ended.
     */
    private record Pending(Write write, List<Step> steps, List<Step> refusable, Consumer<Result> whenDone) {}

    /** What has become of a batch: what is recorded, what is told to the listener, and what the repository refused. */
    private record Settled(List<AuditEvent> events, List<AuditEvent> committed, List<Step> refused) {}

    /**
     * How a change ended.
     *
     * @param status as the repository said
     * @param failures the steps that tell why it was not carried out; empty where it was, and where a seat was missing
     */
    record Result(ChangeResult.Status status, List<Step> failures) {
        boolean isApplied() {
            return status == ChangeResult.Status.APPLIED;
        }
    }

    /** Adds a change, which is written when the batch is full. */
    void add(Change change, List<Step> steps, Consumer<Result> whenDone) {
        add(change, steps, steps, whenDone);
    }

    /**
     * Adds a change of which only a part is told as not done if the repository refuses it: the rest is then written
     * once more.
     *
     * @param refusable for each step that part of it
     */
    void add(Change change, List<Step> steps, List<Step> refusable, Consumer<Result> whenDone) {
        List<AuditEvent> events = steps.stream().map(audit::event).toList();
        pending.add(new Pending(new Write(withVersion(change), events), steps, refusable, whenDone));
        if (pending.size() >= BATCH) {
            flush();
        }
    }

    private Change withVersion(Change change) {
        if (versions.isEmpty()) {
            return change;
        }
        return switch (change.kind()) {
            case BLOCK -> {
                Change.Block block = (Change.Block) change;
                yield new Change.Block(
                        block.account(), version(block.account(), block.version()), block.reason(), block.since());
            }
            case UPDATE -> withVersion((Change.Update) change);
            case RENAME_CYCLE ->
                new Change.RenameCycle(((Change.RenameCycle) change)
                        .updates().stream().map(this::withVersion).toList());
            case CREATE, ACTIVATE, REASSIGN -> change;
        };
    }

    private Change.Update withVersion(Change.Update update) {
        return new Change.Update(
                update.account(),
                version(update.account(), update.version()),
                update.externalId(),
                update.username(),
                update.fields(),
                update.absence());
    }

    private String version(AccountId account, String asRead) {
        return versions.getOrDefault(account, asRead);
    }

    /** Writes what is there. */
    void flush() {
        if (pending.isEmpty()) {
            return;
        }
        checkpoints.check();
        List<Pending> batch = List.copyOf(pending);
        List<ChangeResult> results = apply(batch.stream().map(Pending::write).toList());
        pending.clear();
        Settled settled = new Settled(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < batch.size(); i++) {
            settle(batch.get(i), results.get(i), settled);
        }
        written += batch.size();
        // Whoever listens hears of what is committed, even if the audit sink then ends the run.
        try {
            settled.committed.forEach(listener::changed);
        } catch (Error e) {
            recordBefore(e, settled.events);
            throw e;
        }
        boolean recorded = audit.record(settled.events);
        for (Step step : settled.refused) {
            refused.add(RefusalRecorder.standing(step, recorded));
        }
        listener.progress(Phase.APPLY, written);
    }

    /** What is committed is recorded, whatever goes wrong besides; the first error is the one that is passed on. */
    private void recordBefore(Error error, List<AuditEvent> events) {
        try {
            audit.record(events);
        } catch (RuntimeException | Error e) {
            error.addSuppressed(e);
        }
    }

    /** Records what was not even tried, as the account is no longer what it was. */
    void notTried(Step failure) {
        audit.record(List.of(audit.event(failure)));
    }

    /** What the repository refused, as it stands for the next run. */
    List<StandingRefusal> refused() {
        return refused;
    }

    private List<ChangeResult> apply(List<Write> writes) {
        List<ChangeResult> results;
        try {
            results = repository.apply(fence, writes);
        } catch (StaleFenceException e) {
            throw RunStopped.failed(FailureCause.DEADLINE, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw Repositories.down("write", e);
        }
        if (results == null || results.size() != writes.size()) {
            throw RunStopped.failed(
                    FailureCause.REPOSITORY_DOWN,
                    "The user repository answered " + writes.size() + " changes with "
                            + (results == null ? 0 : results.size())
                            + " results; what was written is unknown, and the next run finds out",
                    null);
        }
        return results;
    }

    private void settle(Pending pending, ChangeResult result, Settled settled) {
        switch (result.status()) {
            case APPLIED -> {
                versions.putAll(result.versions());
                for (AuditEvent event : pending.write.events()) {
                    AuditEvent done = event.action() == AuditAction.CREATED
                            ? event.withAccount(
                                    result.versions().keySet().iterator().next())
                            : event;
                    settled.events.add(done);
                    settled.committed.add(done);
                }
                if (pending.write.change().kind() == Change.Kind.CREATE) {
                    // Nothing more is written to an account that was just created.
                    versions.keySet().removeAll(result.versions().keySet());
                }
                pending.whenDone.accept(new Result(result.status(), List.of()));
            }
            case NO_SEAT -> pending.whenDone.accept(new Result(result.status(), List.of()));
            case REFUSED -> {
                String why = "the repository refused the change: " + result.reason();
                List<Step> failures =
                        fail(pending.refusable, Rule.R39, RefusalCode.REFUSED_BY_REPOSITORY, why, settled);
                settled.refused.addAll(failures);
                pending.whenDone.accept(new Result(result.status(), failures));
            }
            case CONFLICT -> {
                String why = "somebody else changed the account meanwhile; the next run decides again";
                List<Step> failures = fail(pending.steps, Rule.R40, RefusalCode.CHANGED_MEANWHILE, why, settled);
                pending.whenDone.accept(new Result(result.status(), failures));
            }
        }
    }

    private List<Step> fail(List<Step> steps, Rule rule, RefusalCode code, String why, Settled settled) {
        List<Step> failures = new ArrayList<>();
        for (Step step : steps) {
            Step failure = failure(step, rule, code, why + notDone(step));
            failures.add(failure);
            if (!failure.standing()) {
                settled.events.add(audit.event(failure));
            }
        }
        return failures;
    }

    private static String notDone(Step step) {
        String fields = step.changes().isEmpty()
                ? ""
                : step.changes().stream().map(FieldChange::field).toList() + " ";
        return " (not done: " + step.kind() + " " + fields + "by " + step.rule() + ")";
    }

    private Step failure(Step step, Rule rule, RefusalCode code, String why) {
        Step failure = new Step(StepKind.REFUSE, step.subject(), rule, why, step.changes(), code, null, false);
        boolean standing = code == RefusalCode.REFUSED_BY_REPOSITORY && stood.test(failure);
        return standing
                ? new Step(StepKind.REFUSE, step.subject(), rule, why, step.changes(), code, null, true)
                : failure;
    }
}

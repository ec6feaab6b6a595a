package dev.rollcall.run;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A journal in memory, of the last {@value #KEPT} runs; of held ones the last {@value #KEPT_HELD} can be approved.
 * After a restart of the process nothing is known of earlier runs: a held run cannot be approved any more, and standing
 * refusals are written once again. Safe for many threads.
 */
public final class InMemoryRunJournal implements RunJournal {

    /** How many runs are remembered. */
    public static final int KEPT = 1_000;

    /** How many held runs can be approved. */
    public static final int KEPT_HELD = 20;

    private final Map<String, RunRecord> runs = new LinkedHashMap<>();
    private final Map<String, HeldRun> held = new LinkedHashMap<>();
    private final Map<String, List<HeldRun.Item>> heldItems = new HashMap<>();
    private final Map<DirectoryName, List<Permission>> permissions = new HashMap<>();
    private final Map<DirectoryName, List<StandingRefusal>> standing = new HashMap<>();
    private final Map<DirectoryName, Set<ExternalId>> ignored = new HashMap<>();

    /** Creates an empty journal. */
    public InMemoryRunJournal() {}

    @Override
    public synchronized void started(RunRecord run) {
        runs.put(run.runId(), run);
        if (runs.size() > KEPT) {
            String oldest = runs.keySet().iterator().next();
            runs.remove(oldest);
            held.remove(oldest);
            heldItems.remove(oldest);
        }
    }

    @Override
    public synchronized void finished(RunRecord run, @Nullable Iterable<StandingRefusal> refusals) {
        if (refusals != null) {
            List<StandingRefusal> copy = new ArrayList<>();
            refusals.forEach(copy::add);
            standing.put(run.directory(), copy);
            permissions.remove(run.directory());
        }
        runs.put(run.runId(), run);
    }

    /** The runs that are remembered, oldest first. */
    public synchronized List<RunRecord> runs() {
        return List.copyOf(runs.values());
    }

    @Override
    public synchronized Optional<RunRecord> lastRun(DirectoryName directory) {
        return last(directory, false);
    }

    @Override
    public synchronized Optional<RunRecord> lastFinishedRun(DirectoryName directory) {
        return last(directory, true);
    }

    private Optional<RunRecord> last(DirectoryName directory, boolean finished) {
        return runs.values().stream()
                .filter(run -> run.directory().equals(directory))
                .filter(run ->
                        !finished || (run.outcome() != null && run.outcome().isFinished()))
                .reduce((earlier, later) -> later);
    }

    @Override
    public synchronized void hold(HeldRun run, Iterable<HeldRun.Item> items) {
        List<HeldRun.Item> copy = new ArrayList<>();
        items.forEach(copy::add);
        heldItems.put(run.runId(), copy);
        held.put(run.runId(), run);
        if (held.size() > KEPT_HELD) {
            String oldest = held.keySet().iterator().next();
            held.remove(oldest);
            heldItems.remove(oldest);
        }
    }

    @Override
    public synchronized Optional<HeldRun> heldRun(String runId) {
        return Optional.ofNullable(held.get(runId));
    }

    @Override
    public void heldItems(String runId, Consumer<HeldRun.Item> items) {
        List<HeldRun.Item> copy;
        synchronized (this) {
            copy = List.copyOf(heldItems.getOrDefault(runId, List.of()));
        }
        copy.forEach(items);
    }

    @Override
    public synchronized void permit(DirectoryName directory, Permission permission) {
        permissions.computeIfAbsent(directory, unused -> new ArrayList<>()).add(permission);
    }

    @Override
    public synchronized List<Permission> permissions(DirectoryName directory) {
        return List.copyOf(permissions.getOrDefault(directory, List.of()));
    }

    @Override
    public void standingRefusals(DirectoryName directory, Consumer<StandingRefusal> refusals) {
        List<StandingRefusal> copy;
        synchronized (this) {
            copy = List.copyOf(standing.getOrDefault(directory, List.of()));
        }
        copy.forEach(refusals);
    }

    @Override
    public synchronized Set<ExternalId> ignored(DirectoryName directory) {
        return Set.copyOf(ignored.getOrDefault(directory, Set.of()));
    }

    @Override
    public synchronized void ignore(DirectoryName directory, ExternalId person) {
        ignored.computeIfAbsent(directory, unused -> new HashSet<>()).add(person);
    }

    @Override
    public synchronized void unignore(DirectoryName directory, ExternalId person) {
        ignored.getOrDefault(directory, new HashSet<>()).remove(person);
    }
}

package dev.rollcall.testkit.contracts;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.StandingRefusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A journal over a few tables, in the plainest way that keeps the contract; each part of it can be spoilt. */
class TextbookJournal implements RunJournal {

    /** What all processes share. */
    static final class Table {
        final Map<String, Row> runs = new LinkedHashMap<>();
        final Map<String, HeldRun> held = new HashMap<>();
        final Map<String, List<HeldRun.Item>> items = new HashMap<>();
        final Map<String, List<Permission>> permissions = new HashMap<>();
        final Map<String, List<StandingRefusal>> refusals = new HashMap<>();
        final Map<String, Map<String, ExternalId>> ignored = new HashMap<>();
        long lastNumber;
    }

    /** A run with its place in the order in which runs began. */
    record Row(long number, RunRecord run) {}

    final Table table;

    TextbookJournal(Table table) {
        this.table = table;
    }

    // Runs

    @Override
    public void started(RunRecord run) {
        synchronized (table) {
            write(run);
        }
    }

    void write(RunRecord run) {
        Row row = table.runs.get(run.runId());
        table.runs.put(run.runId(), new Row(row == null ? nextNumber() : row.number(), kept(run)));
    }

    long nextNumber() {
        return ++table.lastNumber;
    }

    RunRecord kept(RunRecord run) {
        return run;
    }

    @Override
    public void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing) {
        synchronized (table) {
            List<StandingRefusal> now = new ArrayList<>();
            if (standing != null) {
                standing.forEach(refusal -> now.add(kept(refusal)));
                replace(run.directory(), now);
                useUp(run.directory());
            }
            write(run);
        }
    }

    StandingRefusal kept(StandingRefusal refusal) {
        return refusal;
    }

    void replace(DirectoryName directory, List<StandingRefusal> standing) {
        table.refusals.put(key(directory), standing);
    }

    void useUp(DirectoryName directory) {
        table.permissions.remove(key(directory));
    }

    String key(DirectoryName directory) {
        return directory.value();
    }

    @Override
    public Optional<RunRecord> lastRun(DirectoryName directory) {
        return last(directory, run -> true);
    }

    @Override
    public Optional<RunRecord> lastFinishedRun(DirectoryName directory) {
        return last(directory, this::isFinished);
    }

    boolean isFinished(RunRecord run) {
        return run.outcome() != null && run.outcome().isFinished();
    }

    private Optional<RunRecord> last(DirectoryName directory, Predicate<RunRecord> asked) {
        synchronized (table) {
            return table.runs.values().stream()
                    .filter(row -> key(row.run().directory()).equals(key(directory)))
                    .filter(row -> asked.test(row.run()))
                    .max(order())
                    .map(Row::run);
        }
    }

    Comparator<Row> order() {
        return Comparator.comparingLong(Row::number);
    }

    // Held runs

    @Override
    public void hold(HeldRun run, Iterable<HeldRun.Item> items) {
        synchronized (table) {
            List<HeldRun.Item> all = new ArrayList<>();
            items.forEach(item -> all.add(kept(item)));
            table.held.put(key(run.runId()), kept(run));
            table.items.put(key(run.runId()), all);
        }
    }

    String key(String runId) {
        return runId;
    }

    HeldRun kept(HeldRun run) {
        return run;
    }

    HeldRun.Item kept(HeldRun.Item item) {
        return item;
    }

    @Override
    public Optional<HeldRun> heldRun(String runId) {
        synchronized (table) {
            return Optional.ofNullable(table.held.get(key(runId)));
        }
    }

    @Override
    public void heldItems(String runId, Consumer<HeldRun.Item> items) {
        List<HeldRun.Item> all;
        synchronized (table) {
            all = List.copyOf(table.items.getOrDefault(key(runId), List.of()));
        }
        all.forEach(items);
    }

    // Permissions and refusals

    @Override
    public void permit(DirectoryName directory, Permission permission) {
        synchronized (table) {
            table.permissions
                    .computeIfAbsent(key(directory), unused -> new ArrayList<>())
                    .add(kept(permission));
        }
    }

    Permission kept(Permission permission) {
        return permission;
    }

    @Override
    public List<Permission> permissions(DirectoryName directory) {
        synchronized (table) {
            return List.copyOf(table.permissions.getOrDefault(key(directory), List.of()));
        }
    }

    @Override
    public void standingRefusals(DirectoryName directory, Consumer<StandingRefusal> refusals) {
        List<StandingRefusal> all;
        synchronized (table) {
            all = List.copyOf(table.refusals.getOrDefault(key(directory), List.of()));
        }
        all.forEach(refusals);
    }

    // The ignore list

    @Override
    public Set<ExternalId> ignored(DirectoryName directory) {
        synchronized (table) {
            return table.ignored.getOrDefault(key(directory), Map.of()).values().stream()
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    @Override
    public void ignore(DirectoryName directory, ExternalId person) {
        synchronized (table) {
            table.ignored
                    .computeIfAbsent(key(directory), unused -> new TreeMap<>())
                    .put(key(person), person);
        }
    }

    String key(ExternalId person) {
        return person.value();
    }

    @Override
    public void unignore(DirectoryName directory, ExternalId person) {
        synchronized (table) {
            table.ignored.getOrDefault(key(directory), new TreeMap<>()).remove(key(person));
        }
    }
}

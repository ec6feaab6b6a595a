package dev.rollcall.testkit.contracts;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLog;
import dev.rollcall.audit.AuditQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** An audit log over a table, in the plainest way that keeps the contract; each part of it can be spoilt. */
class TextbookLog implements AuditLog {

    /** What all processes share. */
    static final class Table {
        List<Row> rows = new ArrayList<>();
        long lastNumber;
        boolean failsNext;
    }

    /** An event with its place in the order of recording. */
    record Row(long number, AuditEvent event) {}

    final Table table;

    TextbookLog(Table table) {
        this.table = table;
    }

    @Override
    public void record(List<AuditEvent> events) {
        synchronized (table) {
            List<Row> before = List.copyOf(table.rows);
            boolean failing = table.failsNext;
            table.failsNext = false;
            try {
                Set<String> known = knownIds();
                for (AuditEvent event : events) {
                    if (known.add(key(event.id()))) {
                        write(event);
                    } else {
                        cameAgain(event);
                    }
                    if (failing && table.rows.size() > before.size() + 1) {
                        throw new IllegalStateException("The store failed");
                    }
                }
            } catch (RuntimeException e) {
                failed(before, e);
            }
        }
    }

    Set<String> knownIds() {
        Set<String> ids = new HashSet<>();
        table.rows.forEach(row -> ids.add(key(row.event().id())));
        return ids;
    }

    String key(String id) {
        return id;
    }

    void write(AuditEvent event) {
        table.rows.add(new Row(nextNumber(), kept(event)));
    }

    long nextNumber() {
        return ++table.lastNumber;
    }

    AuditEvent kept(AuditEvent event) {
        return event;
    }

    void cameAgain(AuditEvent event) {}

    void failed(List<Row> before, RuntimeException exception) {
        table.rows = new ArrayList<>(before);
        throw exception;
    }

    @Override
    public void find(AuditQuery query, Consumer<AuditEvent> events) {
        found(query).forEach(row -> events.accept(row.event()));
    }

    List<Row> found(AuditQuery query) {
        synchronized (table) {
            return table.rows.stream()
                    .filter(row -> matches(query, row.event()))
                    .sorted(order())
                    .toList();
        }
    }

    boolean matches(AuditQuery query, AuditEvent event) {
        return query.matches(event);
    }

    Comparator<Row> order() {
        return Comparator.comparing((Row row) -> row.event().time()).thenComparingLong(Row::number);
    }

    @Override
    public long purge(Instant olderThan) {
        synchronized (table) {
            long before = table.rows.size();
            table.rows.removeIf(row -> isOlder(row, olderThan));
            return before - table.rows.size();
        }
    }

    boolean isOlder(Row row, Instant moment) {
        return row.event().time().isBefore(moment);
    }
}

package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.AccountId;
import dev.rollcall.jdbc.internal.AuditTable;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.SqlErrors;
import dev.rollcall.jdbc.internal.Tables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One transaction's try at a batch: locks and reads what the batch touches, decides each change against that and
 * against the changes before it, and then writes all of them with as few statements as can be. An error of the database
 * ends the try as a whole.
 */
final class BatchAttempt {

    private final UserColumns columns;
    private final Tables tables;
    private final AuditTable audit;
    private final Session session;
    private final List<Write> writes;
    private final boolean repeated;
    private final boolean waiting;
    private final List<Decision> decisions = new ArrayList<>();
    private boolean lookedAround;

    /**
     * Prepares a try.
     *
     * @param repeated whether the batch may have been made before: what is stored of it then is not done again
     * @param waiting whether to wait for accounts that somebody else has locked, rather than leave them to the next run
     */
    BatchAttempt(
            UserColumns columns,
            Tables tables,
            AuditTable audit,
            Session session,
            List<Write> writes,
            boolean repeated,
            boolean waiting) {
        this.columns = columns;
        this.tables = tables;
        this.audit = audit;
        this.session = session;
        this.writes = writes;
        this.repeated = repeated;
        this.waiting = waiting;
    }

    /**
     * Makes the changes.
     *
     * @return nothing where a change cannot be made because it was made before, and its answer was lost: the
     *     transaction has to be undone and tried again with that in mind
     */
    Optional<List<ChangeResult>> make() throws SQLException {
        Map<String, String> made = repeated ? audit.accountsOf(session, firstEvents(writes)) : Map.of();
        List<Change> open = writes.stream()
                .filter(write -> !made.containsKey(firstEvent(write).id()))
                .map(Write::change)
                .toList();
        Surroundings around = Surroundings.of(columns, tables, session, open, waiting);
        lookedAround = true;
        Statements statements = new Statements(columns, session);
        ChangeDecider decider = new ChangeDecider(columns, around, statements);
        for (Write write : writes) {
            String account = made.get(firstEvent(write).id());
            decisions.add(account == null ? decider.decide(write.change()) : Decision.made(write.change(), account));
        }
        if (!repeated && !audit.accountsOf(session, firstEvents(failed())).isEmpty()) {
            return Optional.empty();
        }
        statements.run();
        audit.insert(session, events());
        return Optional.of(results());
    }

    private List<Write> failed() {
        return IntStream.range(0, writes.size())
                .filter(i -> decisions.get(i).failure() != null)
                .mapToObj(writes::get)
                .toList();
    }

    private static List<AuditEvent> firstEvents(List<Write> writes) {
        return writes.stream().map(BatchAttempt::firstEvent).toList();
    }

    private static AuditEvent firstEvent(Write write) {
        return write.events().get(0);
    }

    /** Whether all that the batch touches was locked and read: what failed then is about single accounts. */
    boolean hasLookedAround() {
        return lookedAround;
    }

    /** The events of what is written, those of a creation with the id of the account. */
    List<AuditEvent> events() {
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            Decision decision = decisions.get(i);
            if (decision.isNew()) {
                boolean creation = writes.get(i).change().kind() == Change.Kind.CREATE;
                for (AuditEvent event : writes.get(i).events()) {
                    events.add(
                            creation
                                    ? event.withAccount(
                                            decision.written().iterator().next())
                                    : event);
                }
            }
        }
        return events;
    }

    private List<ChangeResult> results() throws SQLException {
        Set<AccountId> written = new LinkedHashSet<>();
        decisions.forEach(decision -> written.addAll(decision.written()));
        Map<AccountId, AccountRows.Row> now = new AccountRows(columns, session).load(written, Set.of());
        requireStatuses(now);
        return decisions.stream().map(decision -> result(decision, now)).toList();
    }

    /** A trigger of the host may have put back what was written; then it is not to be told as done (R41). */
    private void requireStatuses(Map<AccountId, AccountRows.Row> now) throws SQLException {
        Map<AccountId, Boolean> wanted = new HashMap<>();
        for (int i = 0; i < writes.size(); i++) {
            Decision decision = decisions.get(i);
            Optional<Boolean> active = wantedStatus(writes.get(i).change());
            if (decision.isNew() && active.isPresent()) {
                decision.written().forEach(id -> wanted.put(id, active.get()));
            }
        }
        for (Map.Entry<AccountId, Boolean> status : wanted.entrySet()) {
            AccountRows.Row row = now.get(status.getKey());
            if (row != null && row.account().isActive() != status.getValue()) {
                throw SqlErrors.dropped();
            }
        }
    }

    /** Whether the account is to be active after the change; empty where it is left as it is. */
    private static Optional<Boolean> wantedStatus(Change change) {
        return switch (change.kind()) {
            case CREATE -> Optional.of(((Change.Create) change).waitingSince() == null);
            case BLOCK -> Optional.of(false);
            case ACTIVATE -> Optional.of(true);
            case UPDATE, RENAME_CYCLE, REASSIGN -> Optional.empty();
        };
    }

    private static ChangeResult result(Decision decision, Map<AccountId, AccountRows.Row> now) {
        ChangeResult failure = decision.failure();
        if (failure != null) {
            return failure;
        }
        Map<AccountId, String> versions = new LinkedHashMap<>();
        for (AccountId id : decision.written()) {
            AccountRows.Row row = now.get(id);
            // An account that was made and is gone by now: nothing more is written to it.
            versions.put(id, row == null ? "gone" : row.account().version());
        }
        return ChangeResult.applied(versions);
    }
}

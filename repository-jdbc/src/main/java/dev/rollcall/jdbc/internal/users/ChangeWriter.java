package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.jdbc.internal.AuditTable;
import dev.rollcall.jdbc.internal.SqlErrors;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.jdbc.internal.Transactions;
import dev.rollcall.lock.Fence;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a batch of changes, in one transaction if it can. Where the database refuses something the batch is halved,
 * again and again, until whatever is refused stands alone: each part in a fresh transaction, the order kept. Where
 * somebody holds a lock the batch is tried once more, and then without those accounts that are locked. Makes one batch.
 */
public final class ChangeWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeWriter.class);

    /** How many lost connections one batch bears. */
    private static final int LOSSES_BORNE = 3;

    private final UserColumns columns;
    private final Transactions transactions;
    private final Tables tables;
    private final AuditTable audit;
    private final Standstill standstill;
    private final Fence fence;
    private int losses;
    private boolean repeated;
    private int barred;
    private boolean heldHostRow;

    /** Writes for the holder of this fence. */
    public ChangeWriter(
            UserColumns columns,
            Transactions transactions,
            Tables tables,
            AuditTable audit,
            Standstill standstill,
            Fence fence) {
        this.columns = columns;
        this.transactions = transactions;
        this.tables = tables;
        this.audit = audit;
        this.standstill = standstill;
        this.fence = fence;
    }

    /** The batch was made before, at least in part. */
    private static final class Repeated extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Made(List<ChangeResult> results, List<AuditEvent> events) {}

    /** How a part of a batch is tried. */
    private enum Try {
        /** For the first time. */
        FIRST,
        /** Once more, after somebody was in the way or the connection was lost. */
        SECOND,
        /** Without waiting for locked accounts, nor long for anything else: somebody was in the way twice. */
        HASTY;

        Transactions.Waiting waiting() {
            return this == HASTY ? Transactions.Waiting.SHORT : Transactions.Waiting.USUAL;
        }
    }

    /** See {@link dev.rollcall.account.UserRepository#apply}. */
    public List<ChangeResult> write(List<Write> writes) {
        List<ChangeResult> results = write(writes, Try.FIRST);
        if (barred == writes.size()) {
            standstill.lasts(fence);
        } else {
            standstill.moved(fence, heldHostRow);
        }
        return results;
    }

    private List<ChangeResult> write(List<Write> writes, Try how) {
        AtomicBoolean lookedAround = new AtomicBoolean();
        try {
            Made made = transactions.attempt(how.waiting(), session -> {
                FenceCheck check = new FenceCheck(session, tables);
                check.check(fence);
                BatchAttempt attempt =
                        new BatchAttempt(columns, tables, audit, session, writes, repeated, how != Try.HASTY);
                try {
                    List<ChangeResult> results = attempt.make().orElseThrow(Repeated::new);
                    check.checkAgain(fence);
                    return new Made(results, attempt.events());
                } finally {
                    lookedAround.set(attempt.hasLookedAround());
                }
            });
            audit.committed(made.events);
            heldHostRow |= BatchNeeds.of(writes).hostRow(columns);
            return made.results;
        } catch (Repeated e) {
            repeated = true;
            return write(writes, how);
        } catch (SQLException e) {
            return afterError(writes, how, lookedAround.get(), e);
        }
    }

    private List<ChangeResult> afterError(List<Write> writes, Try how, boolean lookedAround, SQLException error) {
        SqlErrors.Kind kind = SqlErrors.kind(error, lookedAround);
        if (kind == SqlErrors.Kind.LOST && losses++ < LOSSES_BORNE) {
            // Nobody knows whether the commit was made; the stored events tell the next try. A pool may have more dead
            // connections.
            return again(writes, error);
        }
        if (kind == SqlErrors.Kind.BUSY && how == Try.FIRST) {
            return again(writes, error);
        }
        if (kind == SqlErrors.Kind.BUSY && how == Try.SECOND) {
            return write(writes, Try.HASTY);
        }
        if (kind == SqlErrors.Kind.BUSY && !lookedAround && losses > 0) {
            // It may be our own lost session that is in the way, and about to commit: whatever is answered could be
            // untrue.
            throw Transactions.failure("tell what became of a batch", error);
        }
        if (kind == SqlErrors.Kind.REFUSED && writes.size() == 1 && !repeated) {
            // What is refused may be the event: stored already, because the change was made and its answer lost.
            repeated = true;
            return write(writes, how);
        }
        if (kind == SqlErrors.Kind.BUSY && !lookedAround) {
            // Somebody holds what every batch needs, such as the row under which seats are counted.
            barred += writes.size();
            return writes.stream().map(write -> ChangeResult.conflict()).toList();
        }
        return switch (kind) {
            case REFUSED, BUSY ->
                writes.size() > 1 ? halved(writes, how == Try.HASTY ? how : Try.FIRST) : List.of(alone(kind, error));
            case LOST, DOWN -> throw Transactions.failure("write accounts", error);
        };
    }

    private List<ChangeResult> again(List<Write> writes, SQLException error) {
        LOG.info("A batch of {} changes is tried again after SQL state {}", writes.size(), SqlErrors.state(error));
        return write(writes, Try.SECOND);
    }

    private List<ChangeResult> halved(List<Write> writes, Try how) {
        int half = writes.size() / 2;
        List<ChangeResult> results = new ArrayList<>(write(writes.subList(0, half), how));
        results.addAll(write(writes.subList(half, writes.size()), how));
        return results;
    }

    private ChangeResult alone(SqlErrors.Kind kind, SQLException error) {
        return kind == SqlErrors.Kind.BUSY
                ? ChangeResult.conflict()
                : ChangeResult.refused(SqlErrors.reason(error, columns.namesInErrors()));
    }
}

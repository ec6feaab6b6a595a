package dev.rollcall.jdbc;

import static dev.rollcall.jdbc.Events.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.lock.Lease;
import dev.rollcall.plan.Hold;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunRecord;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a database that is gone does to those who use it: the failure is told, and nobody's data with it. */
class StoppedServerTest {

    private static final DirectoryName STAFF = DirectoryName.of("staff");

    @Test
    void aStoppedServerIsToldWithoutPersonalData() throws IOException {
        EmbeddedPostgres server = PostgresServers.start();
        RollcallDatabase rollcall =
                RollcallDatabase.over(TestDatabase.postgres(server).dataSource());
        rollcall.createTables();
        JdbcAuditLog log = rollcall.auditLog();
        JdbcRunJournal journal = rollcall.journal();
        JdbcRunLock lock = rollcall.lock();
        Lease lease = lock.acquire(STAFF, Duration.ofMinutes(5)).orElseThrow();

        server.close();

        List<ThrowingCallable> calls = List.of(
                () -> log.record(List.of(Events.event("1", 0, "SECRET", "SECRET"))),
                () -> log.find(AuditQuery.everything().user("SECRET"), event -> {}),
                () -> log.newestFirst(AuditQuery.everything(), null, 5),
                () -> log.purge(MONDAY),
                () -> log.exportCsv(AuditQuery.everything(), new StringBuilder(), ',', ZoneOffset.UTC),
                () -> journal.started(RunRecord.started("run", STAFF, "SECRET", MONDAY)),
                () -> journal.finished(RunRecord.started("run", STAFF, "SECRET", MONDAY), List.of()),
                () -> journal.lastRun(STAFF),
                () -> journal.hold(
                        new HeldRun("run", STAFF, MONDAY, Hold.Reason.GUARD, "digest"),
                        List.of(new HeldRun.Item(GuardKind.RENAMES, "SECRET", "SECRET"))),
                () -> journal.heldRun("run"),
                () -> journal.heldItems("run", item -> {}),
                () -> journal.permit(STAFF, new Permission("SECRET", MONDAY, null, true, Map.of())),
                () -> journal.permissions(STAFF),
                () -> journal.standingRefusals(STAFF, refusal -> {}),
                () -> journal.ignored(STAFF),
                () -> journal.ignore(STAFF, ExternalId.of("SECRET")),
                () -> journal.unignore(STAFF, ExternalId.of("SECRET")),
                () -> journal.purge(MONDAY),
                () -> lock.acquire(STAFF, Duration.ofMinutes(5)),
                () -> lock.holder(STAFF),
                lease::renew);
        for (ThrowingCallable call : calls) {
            assertThat(catchThrowable(call))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageStartingWith("The database could not ")
                    .hasMessageNotContaining("SECRET");
        }
        assertThatCode(lease::close).doesNotThrowAnyException();
    }
}

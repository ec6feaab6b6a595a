package dev.rollcall.jdbc;

import dev.rollcall.account.UserRepository;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.identity.AccountId;
import dev.rollcall.jdbc.WatchedDataSource.Loss;
import dev.rollcall.testkit.UserRepositoryContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract of a user repository, kept by one layout of the users table on one database. */
abstract class JdbcContract extends UserRepositoryContract {

    private static final int LONGEST = 15_000;

    private final TestDatabase.Kind kind;
    private final UsersLayout layout;
    private @Nullable TestDatabase database;
    private @Nullable WatchedDataSource watched;

    JdbcContract(TestDatabase.Kind kind, UsersLayout layout) {
        this.kind = kind;
        this.layout = layout;
    }

    @Override
    protected UserRepository emptyRepository() {
        TestDatabase opened = kind.open();
        database = opened;
        watched = new WatchedDataSource(opened.dataSource());
        layout.create(opened);
        return reopened();
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private TestDatabase database() {
        if (database == null) {
            throw new IllegalStateException("The repository was not opened yet");
        }
        return database;
    }

    private WatchedDataSource watched() {
        if (watched == null) {
            throw new IllegalStateException("The repository was not opened yet");
        }
        return watched;
    }

    @Override
    protected UserRepository reopened() {
        return RollcallDatabase.over(watched().dataSource()).users(layout.table());
    }

    @Override
    protected Optional<String> valueThatDoesNotFit(String field) {
        return Optional.of("q".repeat(LONGEST + 1));
    }

    @Override
    protected void editBehindBack(AccountId account) {
        database().execute("update " + layout.users() + " set email = 'edited@x' where id = '" + account + "'");
    }

    @Override
    protected void removeBehindBack(AccountId account) {
        database().execute("delete from " + layout.users() + " where id = '" + account + "'");
    }

    @Override
    protected AccountId createBehindBack(String username, boolean active) {
        return layout.insert(database(), username, active);
    }

    @Override
    protected List<AuditEvent> storedEvents() {
        List<AuditEvent> events = new ArrayList<>();
        RollcallDatabase.over(database().dataSource()).auditLog().find(AuditQuery.everything(), events::add);
        return events;
    }

    @Override
    protected long statementsSent() {
        return watched().statements().size();
    }

    @Override
    protected int statementsPerChange() {
        return 0;
    }

    @Override
    protected void breakNextCommit(boolean made) {
        watched().lose(made ? Loss.AFTER_COMMIT : Loss.BEFORE_COMMIT);
    }

    @Override
    protected void stopStore() {
        watched().stop();
    }
}

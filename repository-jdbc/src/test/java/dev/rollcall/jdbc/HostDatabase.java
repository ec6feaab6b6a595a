package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.ScriptedDirectory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** A host with a users table and what looks at it: the repository, plain SQL, and a count of open connections. */
final class HostDatabase implements AutoCloseable {

    private final TestDatabase database;
    private final WatchedDataSource watched;
    private final UserTable table;
    private final RollcallDatabase rollcall;
    private final JdbcUserRepository users;

    private HostDatabase(TestDatabase database, UserTable table, @Nullable String schema) {
        this.database = database;
        this.table = table;
        this.watched = new WatchedDataSource(database.dataSource());
        this.rollcall = RollcallDatabase.over(watched.dataSource(), schema);
        this.users = rollcall.users(table);
        watched.forget();
    }

    /** Both databases with both layouts. */
    static Stream<Arguments> all() {
        return Stream.of(TestDatabase.Kind.values())
                .flatMap(kind -> Stream.of(UsersLayout.values()).map(layout -> Arguments.of(kind, layout)));
    }

    /** An empty users table of this layout, and what the host did to it before Rollcall looks at it. */
    static HostDatabase open(TestDatabase.Kind kind, UsersLayout layout, String... before) {
        TestDatabase database = kind.open();
        layout.create(database);
        database.execute(before);
        return new HostDatabase(database, layout.table(), null);
    }

    /** The table that a test has created, after Rollcall's own are there. */
    static HostDatabase over(TestDatabase database, UserTable table) {
        return over(database, table, null);
    }

    /** The table that a test has created, after Rollcall's own are there in this schema. */
    static HostDatabase over(TestDatabase database, UserTable table, @Nullable String schema) {
        return new HostDatabase(database, table, schema);
    }

    TestDatabase database() {
        return database;
    }

    WatchedDataSource watched() {
        return watched;
    }

    RollcallDatabase rollcall() {
        return rollcall;
    }

    JdbcUserRepository users() {
        return users;
    }

    /** The repository of another node. */
    JdbcUserRepository otherNode() {
        return RollcallDatabase.over(watched.dataSource()).users(table);
    }

    void execute(String... statements) {
        database.execute(statements);
    }

    /** The rows that a query reads, each as one text. */
    List<String> rows(String query) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    values.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join("|", values));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
        return rows;
    }

    String value(String query) {
        List<String> rows = rows(query);
        assertThat(rows).as(query).hasSize(1);
        return rows.get(0);
    }

    List<ChangeResult> apply(Write... batch) {
        return apply(List.of(batch));
    }

    List<ChangeResult> apply(List<Write> batch) {
        return users.apply(Fence.none(Writes.STAFF), batch);
    }

    List<ChangeResult.Status> statuses(List<Write> batch) {
        return apply(batch).stream().map(ChangeResult::status).toList();
    }

    /** Creates active accounts, in batches as a run does. */
    List<Account> people(List<String> usernames) {
        for (int from = 0; from < usernames.size(); from += 200) {
            List<String> part = usernames.subList(from, Math.min(from + 200, usernames.size()));
            assertThat(statuses(part.stream().map(Writes::create).toList())).containsOnly(ChangeResult.Status.APPLIED);
        }
        return usernames.stream().map(this::account).toList();
    }

    List<Account> people(String... usernames) {
        return people(List.of(usernames));
    }

    Account account(String username) {
        List<Holder> holders = users.holders(Writes.STAFF, Set.of(Username.of(username)), Set.of());
        assertThat(holders).as(username).hasSize(1);
        return account(holders.get(0).id());
    }

    Account account(AccountId id) {
        List<Account> accounts = users.load(Set.of(id), Set.of());
        assertThat(accounts).as(id.value()).hasSize(1);
        return accounts.get(0);
    }

    /** An engine for a directory of these people, who are known by the ids that {@link Writes#create} gives them. */
    SyncEngine.Builder engine(String directory, List<String> people) {
        return engine(
                directory,
                ScriptedDirectory.of(people.stream()
                        .map(name -> People.person("id of " + name, name))
                        .toList()));
    }

    /** An engine that writes here, and takes a lock of its own. */
    SyncEngine.Builder engine(String directory, DirectoryProvider provider) {
        return SyncEngine.builder(directory, provider, users)
                .audit(rollcall.auditLog())
                .lock(new LocalRunLock(Clock.systemUTC()));
    }

    /** The names of those whom the directory owns. */
    Set<String> usernames() {
        Set<String> names = new TreeSet<>();
        users.scan(
                Writes.STAFF, Set.of(), account -> names.add(account.username().value()));
        return names;
    }

    List<AuditEvent> events() {
        List<AuditEvent> events = new ArrayList<>();
        rollcall.auditLog().find(AuditQuery.everything(), events::add);
        return events;
    }

    /** The ids of the events that are stored, in the order in which they were. */
    List<String> eventIds() {
        return rows("select event_id from rollcall_audit order by seq");
    }

    @Override
    public void close() {
        int open = watched.open();
        database.close();
        assertThat(open).as("connections that were not given back").isZero();
    }
}

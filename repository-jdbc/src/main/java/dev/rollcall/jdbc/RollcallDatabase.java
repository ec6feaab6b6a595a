package dev.rollcall.jdbc;

import dev.rollcall.jdbc.internal.AuditTable;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.jdbc.internal.Transactions;
import dev.rollcall.jdbc.internal.users.Standstill;
import dev.rollcall.jdbc.internal.users.UserColumns;
import dev.rollcall.jdbc.internal.users.UserTableCheck;
import dev.rollcall.jdbc.internal.users.UsernameKeys;
import dev.rollcall.jdbc.internal.users.UsersTableDdl;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The host's database, PostgreSQL or H2, as Rollcall uses it. From here come the user repository over the host's own
 * table, and what Rollcall keeps in tables of its own: audit log, run journal, run lock.
 *
 * <pre>{@code
 * RollcallDatabase database = RollcallDatabase.over(dataSource);
 * database.createTables();
 * SyncEngine engine = SyncEngine.builder("staff", provider, database.users(table))
 *         .audit(database.auditLog())
 *         .journal(database.journal())
 *         .lock(database.lock())
 *         ...
 * }</pre>
 *
 * <p>Every call takes a connection of its own, works in short transactions of its own at READ COMMITTED, and gives it
 * back as it was. So {@code run()} may be called inside a transaction of the host, which it takes no part in: what the
 * host has not committed is not seen, and rows that the host has locked are waited for two seconds and then left to the
 * next run. The data source must therefore be a plain one or a pool with two connections or more for each run, and none
 * that hands out the connection of the caller's transaction. Immutable, safe for many threads.
 */
public final class RollcallDatabase {

    private static final Pattern CREATED = Pattern.compile("create table if not exists .*?(rollcall_\\w+) \\(");

    private static final String DESCRIBE = "describe the users table";

    private final Transactions transactions;
    private final Tables tables;
    private final AuditTable audit;

    private RollcallDatabase(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
        this.audit = new AuditTable(tables);
    }

    /**
     * Looks at the database; Rollcall's tables are in the schema of its connections.
     *
     * @throws JdbcConfigurationException if the database is one that Rollcall does not know
     * @throws dev.rollcall.account.RepositoryException if it cannot be reached
     */
    public static RollcallDatabase over(DataSource dataSource) {
        return over(dataSource, null);
    }

    /**
     * Looks at the database.
     *
     * @param schema the schema of Rollcall's own tables, spelled as the database has it; null for that of the
     *     connections
     * @throws JdbcConfigurationException if the database is one that Rollcall does not know, or if the data source
     *     gives out the connection of the caller's transaction
     * @throws dev.rollcall.account.RepositoryException if it cannot be reached
     */
    public static RollcallDatabase over(DataSource dataSource, @Nullable String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Transactions transactions = Transactions.over(dataSource);
        return new RollcallDatabase(transactions, new Tables(schema, transactions.dialect()));
    }

    /** The DDL of Rollcall's own tables, with comments, for a migration tool. Safe to run again. */
    public String ddl() {
        return tables.ddl("tables.sql", Map.of());
    }

    /**
     * Creates those of Rollcall's own tables that are not there, in a schema that is. Several nodes may do so at once.
     */
    public void createTables() {
        create(ddl(), "create Rollcall's tables", ownTables());
    }

    private void create(String ddl, String what, List<String> names) {
        transactions.run(what, session -> {
            session.dialect().beforeDdl(session);
            if (!tables.missing(session.connection(), names).isEmpty()) {
                for (String statement : Tables.statements(ddl)) {
                    session.execute(statement);
                }
            }
        });
    }

    /**
     * The audit log in this database.
     *
     * @throws JdbcConfigurationException if a table is missing
     */
    public JdbcAuditLog auditLog() {
        requireTables();
        return new JdbcAuditLog(transactions, audit);
    }

    /**
     * The run journal in this database.
     *
     * @throws JdbcConfigurationException if a table is missing
     */
    public JdbcRunJournal journal() {
        requireTables();
        return new JdbcRunJournal(transactions, tables);
    }

    /**
     * The run lock in this database, for every node that uses it.
     *
     * @throws JdbcConfigurationException if a table is missing
     */
    public JdbcRunLock lock() {
        requireTables();
        return new JdbcRunLock(transactions, tables);
    }

    /**
     * The user repository over the host's table.
     *
     * @throws JdbcConfigurationException if the table is not as described, or does not let Rollcall keep its promises:
     *     with all that is wrong, and what to do about each
     */
    public JdbcUserRepository users(UserTable table) {
        return users(table, System::nanoTime);
    }

    /** As {@link #users(UserTable)}, measuring by this stopwatch how long batches cannot begin. */
    JdbcUserRepository users(UserTable table, LongSupplier nanoClock) {
        requireTables();
        UserColumns columns = described(table, UserTableCheck::check);
        return new JdbcUserRepository(columns, transactions, tables, audit, new Standstill(nanoClock));
    }

    private interface Look<T> {
        Optional<T> at(UserTableCheck check) throws SQLException;
    }

    private <T> T described(UserTable table, Look<T> look) {
        return transactions.call(DESCRIBE, session -> {
            UserTableCheck check = new UserTableCheck(session, tables, table.settings());
            return look.at(check)
                    .orElseThrow(() -> new JdbcConfigurationException(
                            "The users table " + table.settings().table() + " cannot be used as described",
                            check.errors()));
        });
    }

    /**
     * The DDL of the side table for a users table that has no columns for all that Rollcall keeps. It refers to the
     * users table, and adds one unique key to it: of id and status together, so that the database itself notices
     * whoever changes a status.
     *
     * @throws JdbcConfigurationException if the table, or its id or status, is not there
     */
    public String sideTableDdl(UserTable table) {
        return described(table, UserTableCheck::sideTableDdl);
    }

    /** Creates the side table, if it is not there. */
    public void createSideTable(UserTable table) {
        create(sideTableDdl(table), "create the side table", List.of("rollcall_account"));
    }

    /**
     * The DDL of a users table as described, for an application that has none yet. Texts have no limit of length; the
     * columns that Rollcall is not told of are yours to add.
     */
    public String usersTableDdl(UserTable table) {
        return UsersTableDdl.of(table.settings(), transactions.dialect());
    }

    /**
     * Creates the users table as described. If there is a table of its name, in whatever letter case and whatever it
     * looks like, nothing happens.
     *
     * @return whether it was created
     */
    public boolean createUsersTable(UserTable table) {
        return transactions.call("create the users table", session -> {
            session.dialect().beforeDdl(session);
            if (UsersTableDdl.isThere(session, table.settings())) {
                return false;
            }
            for (String statement : Tables.statements(usersTableDdl(table))) {
                session.execute(statement);
            }
            return true;
        });
    }

    /**
     * Gives every account that has none, or a wrong one, the folded form of its username, in steps of a thousand: for a
     * key column that was just added, or that the host's code did not keep.
     *
     * @return how many accounts got one
     * @throws dev.rollcall.account.RepositoryException if the names of two accounts are equal by R13
     */
    public long fillUsernameKeys(UserTable table) {
        if (table.settings().usernameKey() == null) {
            throw new JdbcConfigurationException("The description of the users table names no usernameKey");
        }
        return transactions
                .call(DESCRIBE, session -> UsernameKeys.of(session, table.settings()))
                .mend(transactions);
    }

    private void requireTables() {
        List<String> missing =
                transactions.call("list its tables", session -> tables.missing(session.connection(), ownTables()));
        if (!missing.isEmpty()) {
            throw new JdbcConfigurationException("Rollcall's tables " + missing
                    + " are not there: call createTables(), or run what ddl() gives with your migration tool");
        }
    }

    private List<String> ownTables() {
        return CREATED.matcher(ddl()).results().map(found -> found.group(1)).toList();
    }
}

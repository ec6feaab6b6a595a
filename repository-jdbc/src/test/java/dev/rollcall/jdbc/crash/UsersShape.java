package dev.rollcall.jdbc.crash;

import dev.rollcall.identity.NameFolding;
import dev.rollcall.jdbc.UserTable;
import dev.rollcall.jdbc.UsersLayout;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables of {@link UsersLayout} as they are filled and compared here. Neither takes the address {@value #REFUSED}.
 */
enum UsersShape {
    /** The host added a column for everything. */
    HOST_TABLE(UsersLayout.HOST_TABLE) {
        @Override
        String rows() {
            return "select cast(id as varchar(40)), login, state, owner, external_id, former_owner, block_reason,"
                    + " blocked_since, absent_since, email, \"Display Name\", login_key, '' from app_user";
        }

        @Override
        String countActive() {
            return "select count(*) from app_user where state = 'ACTIVE'";
        }

        @Override
        void insert(Connection connection, List<StoredAccount> accounts) throws SQLException {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (StoredAccount account : accounts) {
                List<@Nullable Object> row = new ArrayList<>();
                row.add(account.username());
                row.add(NameFolding.fold(account.username()));
                row.add(account.active() ? "ACTIVE" : "BLOCKED");
                row.addAll(own(account));
                row.add(account.email());
                rows.add(row);
            }
            insertRows(
                    connection,
                    "insert into app_user (login, login_key, state, owner, external_id, block_reason, blocked_since,"
                            + " absent_since, email) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rows);
        }
    },

    /** The host's table as it was; the rest is in the side table. */
    SIDE_TABLE(UsersLayout.SIDE_TABLE) {
        @Override
        String rows() {
            return "select cast(u.id as varchar(40)), u.username, case when u.enabled then 'ACTIVE' else 'BLOCKED' end,"
                    + " a.owner, a.external_id, a.former_owner, a.block_reason, a.blocked_since, a.absent_since,"
                    + " u.email, u.display_name, '', case when a.block_reason is null then ''"
                    + " when a.status_witness = u.enabled and a.status_witness_id = u.id then 'vouched for'"
                    + " else 'not vouched for' end"
                    + " from users u left join rollcall_account a on a.account_id = u.id";
        }

        @Override
        String countActive() {
            return "select count(*) from users where enabled";
        }

        @Override
        void insert(Connection connection, List<StoredAccount> accounts) throws SQLException {
            List<List<@Nullable Object>> users = new ArrayList<>();
            List<List<@Nullable Object>> side = new ArrayList<>();
            for (StoredAccount account : accounts) {
                UUID id = UUID.randomUUID();
                users.add(nullable(id, account.username(), account.active(), account.email()));
                List<@Nullable Object> row = new ArrayList<>(nullable(id));
                row.addAll(own(account));
                boolean witness = account.reason() != null;
                row.addAll(nullable(witness ? id : null, witness ? account.active() : null));
                side.add(row);
            }
            insertRows(connection, "insert into users (id, username, enabled, email) values (?, ?, ?, ?)", users);
            insertRows(
                    connection,
                    "insert into rollcall_account (account_id, owner, external_id, block_reason, blocked_since,"
                            + " absent_since, status_witness_id, status_witness) values (?, ?, ?, ?, ?, ?, ?, ?)",
                    side);
        }
    };

    /** An address that the table refuses. */
    static final String REFUSED = "refused@x";

    private final UsersLayout layout;

    UsersShape(UsersLayout layout) {
        this.layout = layout;
    }

    /** Creates the users table and Rollcall's own. */
    void create(HostDatabase database) {
        database.execute(
                layout.ddl(database.isPostgres()),
                "alter table " + layout.users() + " add check (email <> '" + REFUSED + "')");
        layout.createOwnTables(database.rollcall());
    }

    UserTable table() {
        return layout.described()
                .field("email")
                .field("fullName", layout.nameColumn())
                .build();
    }

    /** The query for everything that {@link Picture} compares. */
    abstract String rows();

    abstract String countActive();

    abstract void insert(Connection connection, List<StoredAccount> accounts) throws SQLException;

    /** Stores accounts as they were left by runs of long ago. */
    void insert(HostDatabase database, List<StoredAccount> accounts) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            insert(connection, accounts);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<@Nullable Object> own(StoredAccount account) {
        return nullable(
                account.owner(),
                account.externalId(),
                account.reason() == null ? null : account.reason().name(),
                account.since(),
                account.absentSince());
    }

    static List<@Nullable Object> nullable(@Nullable Object... values) {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object value : values) {
            list.add(value);
        }
        return list;
    }

    static void insertRows(Connection connection, String sql, List<List<@Nullable Object>> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<@Nullable Object> row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    bind(statement, i + 1, row.get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof Instant moment) {
            statement.setObject(index, moment.atOffset(ZoneOffset.UTC));
        } else {
            statement.setObject(index, value);
        }
    }
}

package dev.rollcall.jdbc.internal;

import dev.rollcall.jdbc.JdbcConfigurationException;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The databases that Rollcall is tested on, and what differs between them. Any other is refused by name. */
public enum Dialect {
    /** PostgreSQL. */
    POSTGRESQL("PostgreSQL", 12, 0) {
        @Override
        boolean isGenuine(DatabaseMetaData metaData) throws SQLException {
            try (Statement statement = metaData.getConnection().createStatement();
                    ResultSet row = statement.executeQuery("select version()")) {
                String version = row.next() ? row.getString(1) : "";
                return version.startsWith("PostgreSQL") && !version.contains("Redshift") && !version.contains("-YB-");
            }
        }

        @Override
        public String checkedColumns() {
            // Not information_schema: it shows constraints to the owner of the table only.
            return "select c.conname, a.attname, pg_get_expr(c.conbin, c.conrelid) from pg_constraint c"
                    + " join pg_class t on t.oid = c.conrelid"
                    + " join pg_namespace n on n.oid = t.relnamespace"
                    + " join pg_attribute a on a.attrelid = t.oid and a.attnum = any(c.conkey)"
                    + " where c.contype = 'c' and n.nspname = ? and t.relname = ?";
        }

        @Override
        public String now() {
            return "clock_timestamp()";
        }

        @Override
        public String in(long millis) {
            return now() + " + " + millis + " * interval '1 millisecond'";
        }

        @Override
        public String oddName(String username) {
            return exactText(username) + " ~ '[^!-~]'";
        }

        @Override
        public String exactText(String expression) {
            return "(" + asText(expression) + " collate \"C\")";
        }

        @Override
        public String asText(String expression) {
            return "cast(" + expression + " as text)";
        }

        @Override
        String textArray() {
            return "text";
        }

        @Override
        public String ignoringRepeats(String table, String columns, String values, String key) {
            return "insert into " + table + " (" + columns + ") values " + values + " on conflict (" + key
                    + ") do nothing";
        }

        @Override
        String limitWaiting(Session session, Transactions.Waiting waiting) throws SQLException {
            // A plan that was made while a table was small reads all of it for ever after: each statement gets its own.
            session.execute(
                    "set local lock_timeout = " + waiting.millis() + "; set local plan_cache_mode = force_custom_plan");
            return "";
        }

        @Override
        String isUnderWay() {
            return "select txid_current_if_assigned() is not null";
        }

        @Override
        String sessionId() {
            return "select pg_backend_pid()";
        }

        @Override
        public String endWhenIdle(String millis) {
            // 0 is none; otherwise it is told in words, such as 5min.
            String limit = "nullif(cast(extract(epoch from"
                    + " cast(current_setting('idle_in_transaction_session_timeout') as interval)) * 1000 as bigint), 0)";
            return "set_config('idle_in_transaction_session_timeout', cast(least(" + millis + ", " + limit + ", "
                    + Integer.MAX_VALUE + ") as text), true)";
        }

        @Override
        public String millisUntil(String moment) {
            return "cast(ceil(extract(epoch from " + moment + " - " + now() + ") * 1000) as bigint)";
        }
    },

    /** H2, in its own process or as a server. */
    H2("H2", 2, 2) {
        @Override
        public String checkedColumns() {
            return "select c.constraint_name, u.column_name, k.check_clause from information_schema.table_constraints c"
                    + " join information_schema.check_constraints k on k.constraint_schema = c.constraint_schema"
                    + " and k.constraint_name = c.constraint_name"
                    + " join information_schema.constraint_column_usage u on u.constraint_schema = c.constraint_schema"
                    + " and u.constraint_name = c.constraint_name"
                    + " where c.constraint_type = 'CHECK' and c.table_schema = ? and c.table_name = ?";
        }

        @Override
        public String now() {
            return "current_timestamp";
        }

        @Override
        public String in(long millis) {
            return "dateadd(millisecond, " + millis + ", " + now() + ")";
        }

        @Override
        public String oddName(String username) {
            return "regexp_like(" + username + ", '[^!-~]')";
        }

        @Override
        public String asText(String expression) {
            return "cast(" + expression + " as varchar)";
        }

        @Override
        public String exactText(String expression) {
            return asText(expression);
        }

        @Override
        String textArray() {
            return "varchar";
        }

        @Override
        public String ignoringRepeats(String table, String columns, String values, String key) {
            return "merge into " + table + " t using (values " + values + ") v (" + columns + ") on t." + key + " = v."
                    + key + " when not matched then insert (" + columns + ") values ("
                    + Arrays.stream(columns.split(", "))
                            .map(column -> "v." + column)
                            .collect(Collectors.joining(", "))
                    + ")";
        }

        @Override
        String limitWaiting(Session session, Transactions.Waiting waiting) throws SQLException {
            if (waiting == Transactions.Waiting.USUAL) {
                // H2 has a limit of its own, two seconds unless the host's URL says otherwise.
                return "";
            }
            long usual =
                    session.query("call lock_timeout()", row -> row.getLong(1)).get(0);
            session.execute("set lock_timeout " + waiting.millis());
            return "set lock_timeout " + usual;
        }

        @Override
        String isUnderWay() {
            return "call transaction_id() is not null";
        }

        @Override
        String sessionId() {
            return "call session_id()";
        }

        @Override
        public String endWhenIdle(String millis) {
            return "cast(null as text)"; // H2 has no such limit: a process that is stopped within a transaction keeps
            // its locks.
        }

        @Override
        public String millisUntil(String moment) {
            return "datediff(millisecond, " + now() + ", " + moment + ")";
        }
    };

    /** All letters of ASCII: {@code lower} itself depends on the locale of the database or of the JVM. */
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final String product;
    private final int major;
    private final int minor;

    Dialect(String product, int major, int minor) {
        this.product = product;
        this.major = major;
        this.minor = minor;
    }

    /**
     * Finds out which database this is.
     *
     * @throws JdbcConfigurationException if it is none of those that Rollcall is tested on
     */
    static Dialect of(DatabaseMetaData metaData) throws SQLException {
        String name = metaData.getDatabaseProductName();
        String version = metaData.getDatabaseProductVersion();
        for (Dialect dialect : values()) {
            if (dialect.product.equalsIgnoreCase(name)
                    && dialect.isNewEnough(metaData)
                    && dialect.isGenuine(metaData)) {
                return dialect;
            }
        }
        throw new JdbcConfigurationException("The database is " + name + " " + version + "; Rollcall knows "
                + Arrays.stream(values())
                        .map(dialect ->
                                dialect.product + " from version " + dialect.major + "." + dialect.minor + " on")
                        .toList()
                + " and does not guess. Write a UserRepository of your own for it");
    }

    private boolean isNewEnough(DatabaseMetaData metaData) throws SQLException {
        int actual = metaData.getDatabaseMajorVersion();
        return actual > major || (actual == major && metaData.getDatabaseMinorVersion() >= minor);
    }

    /** Whether it is what it says; some databases speak the protocol of another under its name. */
    boolean isGenuine(DatabaseMetaData metaData) throws SQLException {
        return true;
    }

    /**
     * A query for the name of each check constraint of a table, the columns it looks at and its condition; schema and
     * table are parameters.
     */
    public abstract String checkedColumns();

    /** The name of the folder with its DDL. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The moment by the database's own clock. */
    public abstract String now();

    /** The moment so many milliseconds from now. */
    public abstract String in(long millis);

    /** The database's clock in microseconds since 1970, to the millisecond: what tokens of a lock grow along with. */
    public String clockToken() {
        return "cast(extract(epoch from " + now() + ") * 1000 as bigint) * 1000";
    }

    /** A condition that holds for usernames with anything but visible ASCII characters in them. */
    public abstract String oddName(String username);

    /** Casts to text without a limit of length, which compares character by character. */
    public abstract String asText(String expression);

    /** As {@link #asText}, also for a column with a collation of its own that takes different texts for the same. */
    public abstract String exactText(String expression);

    /** Makes the letters of ASCII lower case, and leaves all others. */
    public String asciiLower(String expression) {
        return "translate(" + asText(expression) + ", '" + UPPER + "', '" + UPPER.toLowerCase(Locale.ROOT) + "')";
    }

    /** The type of texts without a limit of length. */
    public String text() {
        return textArray();
    }

    abstract String textArray();

    /**
     * A query for the rows that equal one of the values of an array, its first parameter, and fulfil a condition.
     *
     * @param select the query up to the equals sign
     * @param condition what follows it
     */
    public String oneByOne(String select, String condition) {
        // PostgreSQL takes the condition for rarer than it is, in a table that it has not analysed yet, and reads all
        // rows that
        // fulfil it; so it is told to look for one value after the other.
        return this == POSTGRESQL
                ? "select found.* from unnest(?) as wanted (value) cross join lateral (" + select + "wanted.value"
                        + condition + " offset 0) as found"
                : select + "any(?)" + condition;
    }

    /** Whether rows are inserted fastest as one array for each column. */
    boolean insertsArrays() {
        return this == POSTGRESQL;
    }

    /**
     * An insert that leaves out rows whose key is there already.
     *
     * @param columns the columns, with ", " in between
     * @param values one or more lists in parentheses
     * @param key the unique column
     */
    public abstract String ignoringRepeats(String table, String columns, String values, String key);

    /**
     * Limits how long statements wait for a lock, and returns the statement that undoes it after the end; empty where
     * none has to.
     */
    abstract String limitWaiting(Session session, Transactions.Waiting waiting) throws SQLException;

    /** A query that tells whether something was written that is not committed yet. */
    abstract String isUnderWay();

    /** A query that tells which session of the database this is. */
    abstract String sessionId();

    /** Makes nodes that start together create tables one after the other, and gives them time for it. */
    public void beforeDdl(Session session) throws SQLException {
        if (this == POSTGRESQL) {
            session.execute("set local lock_timeout = 60000; select pg_advisory_xact_lock(7310590123459872354)");
        }
    }

    /**
     * To be selected: makes the database end this transaction if its client stays silent for so many milliseconds, from
     * this very statement on. A limit that is shorter, as an administrator may have set one, stays.
     */
    public abstract String endWhenIdle(String millis);

    /**
     * Makes the database end this transaction if its client stays silent for so many milliseconds, a second at least,
     * or for as long as an administrator has set if that is shorter. Before the first lock: a process that is stopped
     * behind it, or whose machine is gone, would keep it for ever.
     */
    public void endWhenSilent(Session session, long millis) throws SQLException {
        if (this == POSTGRESQL) {
            session.execute("select " + endWhenIdle(String.valueOf(Math.max(1_000, millis))));
        }
    }

    /** The milliseconds from now to a moment, which may have passed. */
    public abstract String millisUntil(String moment);
}

package dev.rollcall.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts what goes through a data source, and loses connections where a test wants it. Safe for many threads. */
final class WatchedDataSource {

    /** Where the answer to a commit is lost. */
    enum Loss {
        /** The database never heard of it. */
        BEFORE_COMMIT,
        /** It was made. */
        AFTER_COMMIT
    }

    private final DataSource target;
    private final DataSource proxy;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();
    private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
    private final List<Loss> losses = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Runnable> beforeCommit = new AtomicReference<>(() -> {});
    private volatile boolean autoCommit = true;
    private volatile int isolation = Connection.TRANSACTION_READ_COMMITTED;
    private volatile @Nullable String product;
    private volatile boolean stopped;
    private volatile boolean patient;

    WatchedDataSource(DataSource target) {
        this.target = target;
        this.proxy = proxy(
                DataSource.class,
                (self, method, values) ->
                        method.getName().equals("getConnection") ? connection() : call(target, method, values));
    }

    DataSource dataSource() {
        return proxy;
    }

    /** How many connections are given out and not given back. */
    int open() {
        return open.get();
    }

    int commits() {
        return commits.get();
    }

    /** The statements that were sent since the last {@link #forget}, a batch being one. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    void forget() {
        statements.clear();
        commits.set(0);
    }

    /** Loses the connections of the next commits, in this order. */
    void lose(Loss... next) {
        losses.addAll(List.of(next));
    }

    /** From now on whoever waits for a lock waits a minute for it, however soon it wanted to give up. */
    void waitForLocks() {
        patient = true;
    }

    /**
     * Stops the thread of the next commit before it is sent, until it may go on; what is returned is open when it has
     * stopped.
     */
    CountDownLatch stopAtCommit(CountDownLatch goOn) {
        CountDownLatch stopped = new CountDownLatch(1);
        beforeCommit.set(() -> {
            stopped.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return stopped;
    }

    /** Loses every connection, and gives out no more. */
    void stop() {
        stopped = true;
    }

    private void requireServer() throws SQLException {
        if (stopped) {
            throw new SQLException("the server does not answer", "08001");
        }
    }

    /** Gives out connections as a pool with these defaults would. */
    void givesOut(boolean withAutoCommit, int withIsolation) {
        autoCommit = withAutoCommit;
        isolation = withIsolation;
    }

    /** Says that it is this database. */
    void claimsToBe(String name) {
        product = name;
    }

    private Connection connection() throws SQLException {
        requireServer();
        Connection connection = target.getConnection();
        connection.setAutoCommit(autoCommit);
        connection.setTransactionIsolation(isolation);
        if (patient && connection.getMetaData().getURL().startsWith("jdbc:h2:")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout 60000");
            }
        }
        open.incrementAndGet();
        return proxy(Connection.class, new Watched(connection)::call);
    }

    private final class Watched {
        private final Connection connection;
        private boolean closed;
        private boolean lost;

        Watched(Connection connection) {
            this.connection = connection;
        }

        @Nullable
        Object call(Object self, Method method, Object @Nullable [] values) throws Throwable {
            switch (method.getName()) {
                case "close" -> {
                    return close();
                }
                case "abort" -> {
                    return null;
                }
                case "commit" -> {
                    return commit();
                }
                default -> {
                    requireServer();
                    if (lost) {
                        throw new SQLException("this connection is closed", "08003");
                    }
                    return watched(WatchedDataSource.call(connection, method, values), values);
                }
            }
        }

        private @Nullable Object close() throws SQLException {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
                requireUnchanged();
                connection.close();
            }
            return null;
        }

        private void requireUnchanged() throws SQLException {
            if (!lost
                    && !stopped
                    && (connection.getAutoCommit() != autoCommit
                            || connection.getTransactionIsolation() != isolation)) {
                throw new AssertionError("A connection was not given back as it was taken");
            }
        }

        private @Nullable Object commit() throws SQLException {
            requireServer();
            beforeCommit.getAndSet(() -> {}).run();
            commits.incrementAndGet();
            if (losses.isEmpty()) {
                connection.commit();
                return null;
            }
            if (losses.remove(0) == Loss.AFTER_COMMIT) {
                connection.commit();
            } else {
                connection.rollback();
            }
            lost = true;
            throw new SQLException("an I/O error occurred while sending to the backend", "08006");
        }

        private @Nullable Object watched(@Nullable Object result, Object @Nullable [] values) {
            if (result instanceof PreparedStatement statement && values != null) {
                return statement(PreparedStatement.class, statement, String.valueOf(values[0]));
            }
            if (result instanceof Statement statement) {
                return statement(Statement.class, statement, "");
            }
            String claim = product;
            return result instanceof DatabaseMetaData metaData && claim != null ? claiming(metaData, claim) : result;
        }
    }

    private <S extends Statement> S statement(Class<S> type, S statement, String prepared) {
        return proxy(type, (self, method, values) -> {
            if (method.getName().startsWith("execute")) {
                requireServer();
                statements.add(values == null || values.length == 0 ? prepared : String.valueOf(values[0]));
            }
            Object result = call(statement, method, patient ? patient(values) : values);
            return result instanceof ResultSet rows ? rows(rows) : result;
        });
    }

    private static Object @Nullable [] patient(Object @Nullable [] values) {
        return values != null && values.length == 1 && values[0] instanceof String sql
                ? new Object[] {sql.replaceAll("lock_timeout = \\d+", "lock_timeout = 60000")}
                : values;
    }

    private ResultSet rows(ResultSet rows) {
        return proxy(ResultSet.class, (self, method, values) -> {
            if (method.getName().equals("next")) {
                requireServer();
            }
            return call(rows, method, values);
        });
    }

    private static DatabaseMetaData claiming(DatabaseMetaData metaData, String product) {
        return proxy(
                DatabaseMetaData.class,
                (self, method, values) ->
                        method.getName().equals("getDatabaseProductName") ? product : call(metaData, method, values));
    }

    private interface Handler {
        @Nullable
        Object call(Object self, Method method, Object @Nullable [] values) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler::call));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] values) throws Throwable {
        try {
            return method.invoke(target, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

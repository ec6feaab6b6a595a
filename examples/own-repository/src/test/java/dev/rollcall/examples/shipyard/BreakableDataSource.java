package dev.rollcall.examples.shipyard;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The database as a network shows it: it goes away, or it commits and its answer is lost. */
class BreakableDataSource extends DelegatingDataSource {

    private enum NextCommit {
        WORKS,
        IS_LOST,
        LOSES_ITS_ANSWER
    }

    private final AtomicInteger rollbacks = new AtomicInteger();
    private volatile boolean stopped;
    private volatile NextCommit nextCommit = NextCommit.WORKS;

    BreakableDataSource(DataSource target) {
        super(target);
    }

    /** How many transactions were undone by now. */
    int rollbacks() {
        return rollbacks.get();
    }

    void works() {
        stopped = false;
        nextCommit = NextCommit.WORKS;
    }

    void stop() {
        stopped = true;
    }

    void breakNextCommit(boolean made) {
        nextCommit = made ? NextCommit.LOSES_ITS_ANSWER : NextCommit.IS_LOST;
    }

    @Override
    public Connection getConnection() throws SQLException {
        failIfStopped();
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("close") && !method.getName().equals("isClosed")) {
                        failIfStopped();
                    }
                    if (method.getName().equals("rollback")) {
                        rollbacks.incrementAndGet();
                    }
                    if (method.getName().equals("commit") && nextCommit != NextCommit.WORKS) {
                        loseCommit(connection);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void loseCommit(Connection connection) throws SQLException {
        if (nextCommit == NextCommit.LOSES_ITS_ANSWER) {
            connection.commit();
        } else {
            connection.rollback();
        }
        nextCommit = NextCommit.WORKS;
        connection.close();
        throw broken();
    }

    private void failIfStopped() throws SQLException {
        if (stopped) {
            throw broken();
        }
    }

    private static SQLException broken() {
        return new SQLNonTransientConnectionException("The connection is broken", "08006");
    }
}

package dev.rollcall.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Connections that break off once when they are told to commit: everything was written by then, and nothing stays. */
final class BreakingConnections {

    private final DataSource source;
    private final AtomicInteger left = new AtomicInteger();

    BreakingConnections(DataSource source) {
        this.source = source;
    }

    /** From now on the first commit breaks off, or the second, and so on. */
    void breakCommit(int number) {
        left.set(number);
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = call(() -> method.invoke(source, arguments));
                    return result instanceof Connection connection ? breaking(connection) : result;
                });
    }

    private Connection breaking(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit") && left.decrementAndGet() == 0) {
                        connection.rollback();
                        throw new SQLException("The connection broke in the midst of ann@example.org", "08006");
                    }
                    return call(() -> method.invoke(connection, arguments));
                });
    }

    private interface Call {
        Object make() throws ReflectiveOperationException;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.make();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

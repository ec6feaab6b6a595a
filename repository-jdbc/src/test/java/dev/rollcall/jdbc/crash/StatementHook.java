package dev.rollcall.jdbc.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Does something in the midst of a transaction: each time a statement of some kind is about to be prepared. */
final class StatementHook {

    private final String beginning;
    private final Runnable action;

    private StatementHook(String beginning, Runnable action) {
        this.beginning = beginning;
        this.action = action;
    }

    /** The same data source, whose connections do this before they prepare a statement that begins so. */
    static DataSource before(String beginning, Runnable action, DataSource source) {
        StatementHook hook = new StatementHook(beginning, action);
        return proxy(DataSource.class, (method, values) -> {
            Object result = call(source, method, values);
            return result instanceof Connection connection ? hook.around(connection) : result;
        });
    }

    private Connection around(Connection connection) {
        return proxy(Connection.class, (method, values) -> {
            if (method.getName().equals("prepareStatement")
                    && values != null
                    && String.valueOf(values[0]).startsWith(beginning)) {
                action.run();
            }
            return call(connection, method, values);
        });
    }

    private interface Handler {
        @Nullable
        Object call(Method method, Object @Nullable [] values) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> handler.call(method, values)));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] values) throws Throwable {
        try {
            return method.invoke(target, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

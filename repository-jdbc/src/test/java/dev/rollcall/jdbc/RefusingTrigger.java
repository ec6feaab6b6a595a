package dev.rollcall.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.tools.TriggerAdapter;
import org.jspecify.annotations.Nullable;

/** A trigger of a host on H2 that refuses whoever is named Nobody. */
public final class RefusingTrigger extends TriggerAdapter {

    @Override
    public void fire(Connection connection, @Nullable ResultSet before, @Nullable ResultSet after) throws SQLException {
        if (after != null && "Nobody".equals(after.getString("given_name"))) {
            throw new IllegalStateException(after.getString("login") + " must not be named");
        }
    }
}

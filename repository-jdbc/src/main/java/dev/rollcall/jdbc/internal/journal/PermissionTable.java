package dev.rollcall.jdbc.internal.journal;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.jdbc.internal.Constants;
import dev.rollcall.jdbc.internal.Moments;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.jdbc.internal.Texts;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.Permission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was allowed for one run, until such a run has finished. */
public final class PermissionTable {

    static final String PERMISSIONS = "rollcall_permission";

    private static final String GUARDS = "rollcall_raised_guard";

    private final String permissions;
    private final String guards;

    /** Works on these tables. */
    public PermissionTable(Tables tables) {
        this.permissions = tables.qualified(PERMISSIONS);
        this.guards = tables.qualified(GUARDS);
    }

    /** Adds a permission. */
    public void add(Session session, DirectoryName directory, Permission permission) throws SQLException {
        List<Long> ids = session.insertReturning(
                permissions,
                List.of("directory", "actor", "expires_at", "approved_run", "empty_snapshot"),
                List.of(Arrays.asList(
                        Texts.storable(directory.value()),
                        Texts.storable(permission.actor()),
                        Moments.stored(permission.expiresAt()),
                        Texts.storableOrNull(permission.approvedRun()),
                        permission.emptySnapshot())),
                new String[] {"id"},
                row -> row.getLong(1));
        List<List<Object>> rows = new ArrayList<>();
        permission
                .raisedGuards()
                .forEach((kind, guard) -> rows.add(List.of(ids.get(0), kind.name(), guard.share(), guard.floor())));
        session.insert(guards, List.of("permission_id", "guard", "largest_share", "largest_number"), rows);
    }

    /** The permissions of a directory, in the order in which they were given. */
    public List<Permission> all(Session session, DirectoryName directory) throws SQLException {
        // In one statement: between two of them a run that finishes might remove the guards of a permission.
        Map<Long, Permission> byId = new LinkedHashMap<>();
        session.forEach(
                "select p.id, p.actor, p.expires_at, p.approved_run, p.empty_snapshot,"
                        + " g.guard, g.largest_share, g.largest_number from "
                        + permissions + " p left join " + guards + " g on g.permission_id = p.id"
                        + " where p.directory = ? order by p.id",
                0,
                row -> byId.merge(row.getLong(1), read(row), PermissionTable::joined),
                Texts.storable(directory.value()));
        return List.copyOf(byId.values());
    }

    private static Permission read(ResultSet row) throws SQLException {
        String guard = row.getString(6);
        return new Permission(
                row.getString(2),
                Session.requiredInstant(row, 3),
                row.getString(4),
                row.getBoolean(5),
                guard == null
                        ? Map.of()
                        : Map.of(
                                Constants.constant(GuardKind.class, GUARDS, "guard", guard),
                                new Guard(row.getDouble(7), row.getLong(8))));
    }

    private static Permission joined(Permission one, Permission same) {
        Map<GuardKind, Guard> raised = new LinkedHashMap<>(one.raisedGuards());
        raised.putAll(same.raisedGuards());
        return new Permission(one.actor(), one.expiresAt(), one.approvedRun(), one.emptySnapshot(), raised);
    }

    /** Deletes every permission of a directory. */
    public void useUp(Session session, DirectoryName directory) throws SQLException {
        session.update("delete from " + permissions + " where directory = ?", Texts.storable(directory.value()));
    }

    /** Deletes the permissions that expired before this moment. */
    public void purge(Session session, Instant olderThan) throws SQLException {
        session.update(
                "delete from " + permissions + " where expires_at < ? and expires_at < "
                        + session.dialect().now(),
                Moments.bound(olderThan));
    }
}

package dev.rollcall.jdbc.internal.users;

import dev.rollcall.jdbc.internal.Dialect;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.Tables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares what the host says of its users table with the table itself, and finds all errors at once. */
public final class UserTableCheck {

    private final Session session;
    private final Tables tables;
    private final UserTableSettings settings;
    private final List<String> errors = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    /** Compares in this transaction. */
    public UserTableCheck(Session session, Tables tables, UserTableSettings settings) {
        this.session = session;
        this.tables = tables;
        this.settings = settings;
    }

    /** All that is wrong, once {@link #check} or {@link #sideTableDdl} has looked. */
    public List<String> errors() {
        return errors;
    }

    /** Looks at both tables. Nothing, where {@link #errors} says what is wrong. */
    public Optional<UserColumns> check() throws SQLException {
        DescribedTable table = find(settings.schema(), settings.table());
        if (table == null) {
            return Optional.empty();
        }
        TableColumn id = required(table, "id", settings.id());
        TableColumn username = required(table, "username", settings.username());
        TableColumn status = required(table, "status", settings.status());
        TableColumn key =
                settings.usernameKey() == null ? null : required(table, "username key", settings.usernameKey());
        Map<OwnColumn, UserColumns.Place> own = own(table);
        Map<String, TableColumn> fields = fields(table);
        Map<String, Supplier<?>> onCreate = onCreate(table);
        checkUnknownColumns(table);
        checkDurability();
        IdType idType = id == null ? null : idType(table, id);
        StatusValues values = status == null ? null : statusValues(status);
        if (username != null) {
            checkUsername(table, username, key);
        }
        if (status != null && values != null) {
            checkReason(table, status, values);
        }
        DescribedTable side = null;
        if (settings.needsSideTable() && id != null && status != null) {
            side = sideTable(table, id, status);
        }
        if (!errors.isEmpty() || id == null || username == null || status == null || idType == null || values == null) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(table.namesInErrors());
        if (side != null) {
            names.addAll(side.namesInErrors());
            own = sized(own, side);
        }
        return Optional.of(new UserColumns(
                session.dialect(),
                table.quoted(),
                side == null ? null : side.quoted(),
                id.quoted(),
                idType,
                settings.newId(),
                username,
                key,
                status.quoted(),
                values,
                own,
                fields,
                onCreate,
                List.copyOf(names)));
    }

    /** The DDL of the side table for this table. Nothing, where {@link #errors} says what is wrong. */
    public Optional<String> sideTableDdl() throws SQLException {
        DescribedTable table = find(settings.schema(), settings.table());
        if (table == null) {
            return Optional.empty();
        }
        TableColumn id = required(table, "id", settings.id());
        TableColumn status = required(table, "status", settings.status());
        if (id == null || status == null || !errors.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> words = Map.of(
                "users", table.quoted(),
                "id", id.quoted(),
                "id_type", referenceType(id),
                "status", status.quoted(),
                "status_type", status.ddlType());
        String key = table.isUnique(Set.of(id.name(), status.name())) ? "" : tables.ddl("status-key.sql", words);
        return Optional.of(key + tables.ddl("side-table.sql", words));
    }

    private static String referenceType(TableColumn id) {
        String type = id.ddlType().toLowerCase(Locale.ROOT);
        return type.equals("bigserial") ? "bigint" : type.equals("serial") ? "integer" : id.ddlType();
    }

    private @Nullable DescribedTable find(@Nullable String schema, String name) throws SQLException {
        DescribedTable.Search search = DescribedTable.find(session, schema, name);
        if (search.table() == null) {
            errors.add(search.error());
        }
        return search.table();
    }

    private @Nullable TableColumn required(DescribedTable table, String meaning, String name) {
        Optional<TableColumn> column = table.column(name);
        if (column.isEmpty()) {
            errors.add("there is no column " + name + " for the " + meaning + "; the table has " + table.columnNames());
            return null;
        }
        if (!known.add(column.get().name())) {
            errors.add("column " + column.get().name() + " is named twice, once for the " + meaning);
        }
        if (column.get().generated()) {
            errors.add("column " + column.get().name() + ", for the " + meaning
                    + ", is computed by the database and cannot be written");
        }
        return column.get();
    }

    private Map<OwnColumn, UserColumns.Place> own(DescribedTable table) {
        Map<OwnColumn, UserColumns.Place> places = new EnumMap<>(OwnColumn.class);
        for (OwnColumn own : OwnColumn.values()) {
            String name = settings.own().get(own);
            if (name == null) {
                places.put(own, new UserColumns.Place(true, own.usualName(), 0));
                continue;
            }
            TableColumn column = required(table, own.usualName().replace('_', ' '), name);
            if (column != null) {
                checkOwn(own, column);
                places.put(own, new UserColumns.Place(false, column.quoted(), column.size()));
            }
        }
        return places;
    }

    /** The places, with the sizes that the side table's columns have. */
    private static Map<OwnColumn, UserColumns.Place> sized(
            Map<OwnColumn, UserColumns.Place> places, DescribedTable side) {
        Map<OwnColumn, UserColumns.Place> sized = new EnumMap<>(places);
        sized.replaceAll((own, place) -> place.inSideTable()
                ? new UserColumns.Place(
                        true,
                        place.column(),
                        side.column(own.usualName()).map(TableColumn::size).orElse(0))
                : place);
        return sized;
    }

    private void checkOwn(OwnColumn own, TableColumn column) {
        if (own.isMoment() && !column.isMoment()) {
            errors.add("column " + column.name() + " is a " + column.typeName()
                    + "; a moment needs a timestamp with time zone");
        }
        if (!own.isMoment() && !column.isExactText()) {
            errors.add("column " + column.name() + " is a " + column.typeName()
                    + "; it must be a text that is compared character by character, such as varchar");
        }
        if (column.required()) {
            errors.add("column " + column.name() + " must be nullable: local and active accounts have no value in it");
        }
    }

    private Map<String, TableColumn> fields(DescribedTable table) {
        Map<String, TableColumn> fields = new LinkedHashMap<>();
        settings.fields().forEach((field, name) -> {
            TableColumn column = required(table, "field '" + field + "'", name);
            if (column != null) {
                if (!column.isText()) {
                    errors.add("column " + column.name() + ", for the field '" + field + "', is a " + column.typeName()
                            + "; fields are texts, which come back as they were written: use varchar or text");
                }
                fields.put(field, column);
            }
        });
        return fields;
    }

    private Map<String, Supplier<?>> onCreate(DescribedTable table) {
        Map<String, Supplier<?>> values = new LinkedHashMap<>();
        settings.onCreate().forEach((name, value) -> {
            TableColumn column = required(table, "value on creation", name);
            if (column != null) {
                values.put(column.quoted(), () -> fitting(column, value.get()));
            }
        });
        return values;
    }

    /** H2 casts a text to the type of its column; PostgreSQL does so where it is not told that it is a text. */
    private Object fitting(TableColumn column, Object value) {
        boolean cast = session.dialect() == Dialect.POSTGRESQL && value instanceof String && !column.isText();
        return cast ? new Session.Untyped(value.toString()) : value;
    }

    /** A column that has to have a value, and that nobody gives one. */
    private void checkUnknownColumns(DescribedTable table) {
        for (TableColumn column : table.columns()) {
            if (column.required() && !column.filled() && !known.contains(column.name())) {
                errors.add(
                        "column " + column.name() + " must have a value (NOT NULL), has no default, and Rollcall knows"
                                + " nothing of it: say with onCreate(\"" + column.name()
                                + "\", ...) what it holds in a new account, map a field to it, or give it a default");
            }
        }
    }

    private @Nullable IdType idType(DescribedTable table, TableColumn id) {
        Optional<IdType> type = IdType.of(id);
        if (type.isEmpty()) {
            errors.add("column " + id.name() + " is a " + id.typeName()
                    + "; an id is a whole number, a UUID, or a text of variable length");
        }
        if (!table.isUnique(id, false)) {
            errors.add("column " + id.name() + " is not unique by itself; the id has to be the primary key, or unique");
        }
        if (!id.filled() && settings.newId() == null) {
            errors.add(
                    "column " + id.name() + " is not filled by the database; say with newId(...) how new ids are made");
        }
        return type.orElse(null);
    }

    private @Nullable StatusValues statusValues(TableColumn status) {
        StatusValues.Kind kind = status.isBoolean()
                ? StatusValues.Kind.BOOLEAN
                : status.isWholeNumber() ? StatusValues.Kind.NUMBER : StatusValues.Kind.TEXT;
        if (!status.required()) {
            errors.add("column " + status.name()
                    + ", for the status, may be null, which no constraint on the block reason can"
                    + " see: make it NOT NULL");
        }
        if (kind == StatusValues.Kind.TEXT && status.isText() && !status.isExactText()) {
            errors.add("column " + status.name() + " is a " + status.typeName()
                    + "; a status is compared character by character, letter case included: make it a varchar");
            return null;
        }
        if (kind == StatusValues.Kind.TEXT && !status.isText() && !status.isFixedText() && !status.isEnumeration()) {
            errors.add("column " + status.name() + " is a " + status.typeName()
                    + "; a status is a text, a whole number, a boolean or an enumeration");
            return null;
        }
        boolean sound = true;
        for (Object value : List.of(settings.active(), settings.blocked())) {
            boolean fits = switch (kind) {
                case BOOLEAN -> value instanceof Boolean;
                case NUMBER -> value instanceof Integer || value instanceof Long || value instanceof Short;
                case TEXT -> value instanceof String;
            };
            if (!fits) {
                sound = false;
                errors.add("column " + status.name() + " is a " + status.typeName() + ", and the status value " + value
                        + " is a " + value.getClass().getSimpleName());
            }
        }
        StatusValues values = new StatusValues(
                kind,
                status.isFixedText(),
                settings.active().toString(),
                settings.blocked().toString());
        if (values.isActive(values.blocked())) {
            sound = false;
            errors.add("active and blocked accounts have the same status value");
        }
        return sound ? values : null;
    }

    private void checkUsername(DescribedTable table, TableColumn username, @Nullable TableColumn key)
            throws SQLException {
        if (!username.isText()) {
            errors.add("column " + username.name() + " is a " + username.typeName() + "; a username is a text");
        }
        if (key == null) {
            if (!table.isUnique(username, true)) {
                errors.add("nothing in the database keeps usernames unique: make column " + username.name()
                        + " unique, or add a column for the folded name and name it with usernameKey(...)");
            }
            return;
        }
        if (!key.isExactText()) {
            errors.add("column " + key.name() + " is a " + key.typeName()
                    + "; a folded username is a text that is compared character by character, such as varchar");
        }
        if (!table.isUnique(key, false)) {
            errors.add("column " + key.name() + ", for the folded username, is not unique");
        }
        if (!key.required()) {
            errors.add("column " + key.name()
                    + ", for the folded username, may be null: an account without it would not be"
                    + " found by its name. Fill it (fillUsernameKeys) and make it NOT NULL");
        }
        if (username.isText() && key.isExactText()) {
            checkKeys(table, username, key);
        }
    }

    /** A key that was forgotten when its account was renamed: the account would not be found by its name. */
    private void checkKeys(DescribedTable table, TableColumn username, TableColumn key) throws SQLException {
        long wrong = UsernameKeys.countWrong(session, table, username, key);
        if (wrong > 0) {
            errors.add("column " + key.name() + " does not hold the folded username in " + wrong
                    + " accounts, which would not be found by their names: call fillUsernameKeys(...), and mend the code that"
                    + " creates or renames accounts without writing NameFolding.fold(username) there");
        }
    }

    private void checkReason(DescribedTable table, TableColumn status, StatusValues values) throws SQLException {
        String name = settings.own().get(OwnColumn.BLOCK_REASON);
        TableColumn reason = name == null ? null : table.column(name).orElse(null);
        if (reason == null || settings.reasonKeptByHost()) {
            return;
        }
        if (!new ReasonGuard(session, table, status, values, reason).isThere()) {
            errors.add("nothing makes sure that only an account whose status is " + values.blockedLiteral() + " has a "
                    + reason.name()
                    + ": if somebody changes the status and leaves the reason there, a later block by an"
                    + " administrator is taken for Rollcall's own and lifted. Add: alter table " + table.quoted()
                    + " add check (" + status.quoted() + " = " + values.blockedLiteral() + " or " + reason.quoted()
                    + " is null) -- or say hostKeepsBlockReason() if your code always clears it");
        }
    }

    private @Nullable DescribedTable sideTable(DescribedTable table, TableColumn id, TableColumn status)
            throws SQLException {
        DescribedTable.Search search = DescribedTable.find(session, tables.schema(), "rollcall_account");
        DescribedTable side = search.table();
        if (side == null) {
            errors.add("the table has no columns for all that Rollcall keeps, and the side table is not there: "
                    + search.error() + ". Call createSideTable(...), or run what sideTableDdl(...) gives");
            return null;
        }
        Map<String, String> witness = Map.of("status_witness_id", id.name(), "status_witness", status.name());
        if (!side.isNulledOnUpdate(witness, table)) {
            errors.add("the side table has no foreign key (status_witness_id, status_witness) to " + table.quoted()
                    + " that is set to null when the status changes; without it a block by an administrator could be taken"
                    + " for Rollcall's own. Create the side table with what sideTableDdl(...) gives");
        }
        return side;
    }

    private void checkDurability() throws SQLException {
        if (session.dialect() != Dialect.H2) {
            return;
        }
        session.first(
                        "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'",
                        row -> row.getString(1))
                .filter(delay -> !delay.equals("0"))
                .ifPresent(delay -> errors.add("H2 writes what is committed up to " + delay
                        + " ms late, and forgets it if its process is killed before: add ;WRITE_DELAY=0 to its URL"));
    }
}

package dev.rollcall.cli.config;

import dev.rollcall.jdbc.UserTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what the users table is called and what its columns mean. */
final class UsersReader {

    private final Section section;

    UsersReader(Section section) {
        this.section = section;
    }

    /** The column of each mapped field; empty where the file leaves it to their names. */
    private final Map<String, String> columns = new LinkedHashMap<>();

    @Nullable
    UserTable read(Iterable<String> mappedFields) {
        String table = section.need("table", Value::text);
        String schema = section.get("schema", Value::text);
        UserTable.Builder builder = table == null
                ? UserTable.named("")
                : schema == null ? UserTable.named(table) : UserTable.named(schema, table);
        section.take("id", Value::text, builder::id);
        section.take("username", Value::text, builder::username);
        section.take("username-key", Value::text, builder::usernameKey);
        section.take("status", Value::section, status -> readStatus(status, builder));
        readOwnColumns(builder);
        Boolean kept = section.get("host-keeps-block-reason", Value::flag);
        if (Boolean.TRUE.equals(kept)) {
            builder.hostKeepsBlockReason();
        }
        readFields(mappedFields, builder);
        section.take(
                "on-create",
                Value::section,
                values -> values.entries().forEach((column, value) -> {
                    Object text = value.columnValue();
                    if (text != null) {
                        builder.onCreate(column, text);
                    }
                }));
        if ("uuid".equals(section.get("new-id", value -> word(value, List.of("uuid"))))) {
            builder.newId(UUID::randomUUID);
        }
        section.end();
        return table == null ? null : builder.build();
    }

    private static void readStatus(Section status, UserTable.Builder builder) {
        String column = status.need("column", Value::text);
        Object active = status.need("active", Value::columnValue);
        Object blocked = status.need("blocked", Value::columnValue);
        status.end();
        if (column != null && active != null && blocked != null) {
            builder.status(column, active, blocked);
        }
    }

    /**
     * "usual" for columns of the usual names, or names for each group of them; what is left out is in the side table.
     */
    private void readOwnColumns(UserTable.Builder builder) {
        Value value = section.value("own-columns");
        if (value == null) {
            return;
        }
        if (!value.isMapping()) {
            if (word(value, List.of("usual")) != null) {
                builder.ownColumns();
            }
            return;
        }
        section.take("own-columns", Value::section, own -> {
            if (own.has("owner") || own.has("external-id") || own.has("former-owner")) {
                String owner = own.need("owner", Value::text);
                String id = own.need("external-id", Value::text);
                String former = own.need("former-owner", Value::text);
                if (owner != null && id != null && former != null) {
                    builder.identity(owner, id, former);
                }
            }
            if (own.has("block-reason") || own.has("blocked-since")) {
                String reason = own.need("block-reason", Value::text);
                String since = own.need("blocked-since", Value::text);
                if (reason != null && since != null) {
                    builder.block(reason, since);
                }
            }
            own.take("absent-since", Value::text, builder::absence);
            own.end();
        });
    }

    private void readFields(Iterable<String> mappedFields, UserTable.Builder builder) {
        Value value = section.value("fields");
        if (value == null) {
            mappedFields.forEach(builder::field);
            return;
        }
        if (value.isList()) {
            value.texts().forEach(field -> columns.put(field, field));
        } else {
            section.take(
                    "fields",
                    Value::section,
                    fields -> fields.entries().forEach((field, column) -> {
                        String name = column.text();
                        if (name != null) {
                            columns.put(field, name);
                        }
                    }));
        }
        columns.forEach(builder::field);
        for (String field : mappedFields) {
            if (!columns.containsKey(field)) {
                section.problem("fields", "the field '" + field + "' of a directory's policy has no column here");
            }
        }
    }

    private static @Nullable String word(Value value, List<String> words) {
        String text = value.text();
        return text == null || words.contains(text) ? text : value.problem("expected " + String.join(" or ", words));
    }
}

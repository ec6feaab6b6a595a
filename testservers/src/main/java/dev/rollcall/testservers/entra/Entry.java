package dev.rollcall.testservers.entra;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One object of a tenant. Guarded by its tenant. */
final class Entry {

    private final String id;
    private final int number;
    private final Kind kind;
    private final Map<String, JsonNode> values = new HashMap<>();
    private final Set<String> members;
    private @Nullable String manager;

    /**
     * A new object without properties.
     *
     * @param number grows with each object of the tenant; lists are in this order
     */
    Entry(String id, int number, Kind kind) {
        this.id = id;
        this.number = number;
        this.kind = kind;
        this.members = kind == Kind.GROUP ? new LinkedHashSet<>() : Set.of();
    }

    Entry copy() {
        Entry copy = new Entry(id, number, kind);
        copy.values.putAll(values);
        copy.manager = manager;
        if (kind == Kind.GROUP) {
            copy.members.addAll(members);
        }
        return copy;
    }

    String id() {
        return id;
    }

    int number() {
        return number;
    }

    Kind kind() {
        return kind;
    }

    /** The ids of a group's direct members. */
    Set<String> members() {
        return members;
    }

    /** Null where it was never set. */
    @Nullable
    JsonNode value(String property) {
        return values.get(property);
    }

    /** A property as text; empty where it is none. */
    String text(String property) {
        JsonNode value = values.get(property);
        return value == null || !value.isString() ? "" : value.asString();
    }

    void set(String property, @Nullable JsonNode value) {
        if (value == null) {
            values.remove(property);
        } else {
            values.put(property, value);
        }
    }

    @Nullable
    String manager() {
        return manager;
    }

    void manager(@Nullable String id) {
        this.manager = id;
    }
}

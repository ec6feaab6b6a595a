package dev.rollcall.testservers.entra;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** An object of a tenant. What is changed here is in the next answer. Threads: safe. */
public class EntraObject {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Tenant tenant;
    private final Entry entry;

    EntraObject(Tenant tenant, Entry entry) {
        this.tenant = tenant;
        this.entry = entry;
    }

    /** The object id, a GUID. It never changes. */
    public String id() {
        return entry.id();
    }

    /**
     * Sets a property.
     *
     * @param property as Graph spells it
     * @param value text, a number, a boolean, a collection or a map of these; null to clear it
     * @throws IllegalArgumentException if objects of this kind have no such property
     */
    public EntraObject set(String property, @Nullable Object value) {
        if (!entry.kind().knows(property) || property.equals("id") || property.equals("userPrincipalName")) {
            throw new IllegalArgumentException(
                    "a " + entry.kind().qualifiedName() + " has no " + property + " that can be set so");
        }
        JsonNode node = value == null ? null : Objects.requireNonNull(JSON.valueToTree(value));
        synchronized (tenant) {
            entry.set(property, node);
            if (entry.kind() == Kind.GROUP) {
                tenant.changes().properties(entry);
            }
        }
        return this;
    }

    /** Deletes it, softly as Graph says: it is in no list and no group any more. */
    public void delete() {
        synchronized (tenant) {
            tenant.delete(entry);
        }
    }

    Tenant tenant() {
        return tenant;
    }

    Entry entry() {
        return entry;
    }

    /** Sets what need not be a property that Graph knows. */
    void put(String name, @Nullable Object value) {
        synchronized (tenant) {
            entry.set(name, value == null ? JsonNodeFactory.instance.nullNode() : JSON.valueToTree(value));
        }
    }

    @Override
    public String toString() {
        return entry.kind() + " " + entry.id();
    }
}

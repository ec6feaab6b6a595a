package dev.rollcall.testservers.entra;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group of a tenant; a new one is a security group without members. Groups may hold one another, in circles too. */
public final class EntraGroup extends EntraObject {

    EntraGroup(Tenant tenant, Entry entry) {
        super(tenant, entry);
    }

    @Override
    public EntraGroup set(String property, @Nullable Object value) {
        super.set(property, value);
        return this;
    }

    /** Gives another display name. Several groups may have the same. */
    public EntraGroup rename(String displayName) {
        return set("displayName", displayName);
    }

    /** Makes a Microsoft 365 group, which is not asked for groups within it: Graph refuses that (400). */
    public EntraGroup unified() {
        return set("groupTypes", List.of("Unified"));
    }

    /** Adds direct members. */
    public EntraGroup add(EntraObject... members) {
        return add(List.of(members));
    }

    /** Adds direct members. */
    public EntraGroup add(Collection<? extends EntraObject> members) {
        synchronized (tenant()) {
            members.forEach(member -> tenant().join(entry(), member.entry()));
        }
        return this;
    }

    /** Takes direct members out; whoever is none stays where they are. */
    public EntraGroup remove(EntraObject... members) {
        synchronized (tenant()) {
            for (EntraObject member : members) {
                tenant().leave(entry(), member.entry());
            }
        }
        return this;
    }
}

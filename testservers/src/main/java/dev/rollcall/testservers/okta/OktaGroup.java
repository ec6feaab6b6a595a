package dev.rollcall.testservers.okta;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A group of a {@link FakeOkta}, to be changed at any time, also between two pages of a list. */
public final class OktaGroup {

    private final Org org;
    private final int number;
    private final String id;

    OktaGroup(Org org, GroupState group) {
        this.org = org;
        this.number = group.number();
        this.id = group.id();
    }

    public String id() {
        return id;
    }

    /** Adds people; who is in it already stays in it. */
    public OktaGroup add(OktaPerson... people) {
        return add(List.of(people));
    }

    /** Adds people; who is in it already stays in it. */
    public OktaGroup add(Collection<OktaPerson> people) {
        synchronized (org) {
            people.forEach(person -> org.addMember(number, person.number()));
        }
        return this;
    }

    public OktaGroup remove(OktaPerson person) {
        synchronized (org) {
            org.removeMember(number, person.number());
        }
        return this;
    }

    /** Changes the name; another group may have the same. */
    public OktaGroup rename(String name) {
        return profile("name", name);
    }

    /** Sets an attribute of the profile, such as {@code description}. */
    public OktaGroup profile(String attribute, @Nullable Object value) {
        JsonNode node = OktaPerson.json(value);
        synchronized (org) {
            org.changeGroup(number, (group, now) -> group.with(attribute, node, now));
        }
        return this;
    }

    /** Deletes the group; its members stay. */
    public void delete() {
        synchronized (org) {
            org.deleteGroup(number);
        }
    }

    int number() {
        return number;
    }

    @Override
    public String toString() {
        return id;
    }
}

package dev.rollcall.testservers.okta;

import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** A person of a {@link FakeOkta}, to be changed at any time, also between two pages of a list. */
public final class OktaPerson {

    private final Org org;
    private final int number;
    private final String id;

    OktaPerson(Org org, PersonState person) {
        this.org = org;
        this.number = person.number();
        this.id = person.id();
    }

    public String id() {
        return id;
    }

    /**
     * Gives the person a status.
     *
     * @param status one of Okta's, or any other text
     */
    public OktaPerson status(String status) {
        return change((person, now) -> person.withStatus(status, now));
    }

    /**
     * Sets an attribute of the profile, a standard or a custom one.
     *
     * @param value text, a number, a boolean, a list of these, or null
     */
    public OktaPerson profile(String attribute, @Nullable Object value) {
        JsonNode node = json(value);
        return change((person, now) -> person.with(attribute, node, now));
    }

    /** The attribute is left out of answers, as Okta does with most that were never set. */
    public OktaPerson without(String attribute) {
        return change((person, now) -> person.without(attribute, now));
    }

    /** The id of the user type (default: the org's default type). */
    public OktaPerson type(String typeId) {
        return change((person, now) -> person.withType(typeId, now));
    }

    /** Changes the login, and nothing else. */
    public OktaPerson rename(String login) {
        return profile("login", login);
    }

    /** Deletes the person, as if there had never been one. */
    public void delete() {
        synchronized (org) {
            org.deletePerson(number);
        }
    }

    int number() {
        return number;
    }

    static JsonNode json(@Nullable Object value) {
        if (value == null) {
            return NullNode.getInstance();
        }
        return value instanceof String text
                ? StringNode.valueOf(text)
                : JsonMapper.shared().valueToTree(value);
    }

    private OktaPerson change(BiFunction<PersonState, Instant, PersonState> change) {
        synchronized (org) {
            org.changePerson(number, change);
        }
        return this;
    }

    @Override
    public String toString() {
        return id;
    }
}

package dev.rollcall.testservers.okta;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What the org knows of a group, but for its members. */
record GroupState(
        int number,
        String id,
        String type,
        String objectClass,
        Instant created,
        Instant lastUpdated,
        Instant lastMembershipUpdated,
        Map<String, JsonNode> profile)
        implements Row {

    String name() {
        JsonNode name = profile.get("name");
        return name == null ? "" : name.asString("");
    }

    GroupState with(String attribute, JsonNode value, Instant now) {
        Map<String, JsonNode> changed = new LinkedHashMap<>(profile);
        changed.put(attribute, value);
        return new GroupState(
                number,
                id,
                type,
                objectClass,
                created,
                now,
                lastMembershipUpdated,
                Collections.unmodifiableMap(changed));
    }

    GroupState withMembershipUpdated(Instant now) {
        return new GroupState(number, id, type, objectClass, created, lastUpdated, now, profile);
    }

    @Override
    public @Nullable JsonNode value(String property) {
        if (property.startsWith("profile.")) {
            return profile.get(property.substring("profile.".length()));
        }
        return switch (property) {
            case "id" -> StringNode.valueOf(id);
            case "type" -> StringNode.valueOf(type);
            case "created" -> Times.json(created);
            case "lastUpdated" -> Times.json(lastUpdated);
            case "lastMembershipUpdated" -> Times.json(lastMembershipUpdated);
            default -> null;
        };
    }
}

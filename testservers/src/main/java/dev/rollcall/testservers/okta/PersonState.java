package dev.rollcall.testservers.okta;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What the org knows of a person. */
record PersonState(
        int number,
        String id,
        String typeId,
        String status,
        Instant created,
        @Nullable Instant activated,
        Instant statusChanged,
        Instant lastUpdated,
        Map<String, JsonNode> profile)
        implements Row {

    static PersonState active(int number, String id, String typeId, Instant now, Map<String, JsonNode> profile) {
        return new PersonState(number, id, typeId, "ACTIVE", now, now, now, now, copy(profile));
    }

    String login() {
        JsonNode login = profile.get("login");
        return login == null ? "" : login.asString("");
    }

    boolean deprovisioned() {
        return status.equals("DEPROVISIONED");
    }

    PersonState withStatus(String changed, Instant now) {
        Instant since = changed.equals("STAGED") ? null : activated == null ? now : activated;
        return new PersonState(number, id, typeId, changed, created, since, now, now, profile);
    }

    PersonState withType(String changed, Instant now) {
        return new PersonState(number, id, changed, status, created, activated, statusChanged, now, profile);
    }

    PersonState with(String attribute, JsonNode value, Instant now) {
        Map<String, JsonNode> changed = new LinkedHashMap<>(profile);
        changed.put(attribute, value);
        return withProfile(changed, now);
    }

    PersonState without(String attribute, Instant now) {
        Map<String, JsonNode> changed = new LinkedHashMap<>(profile);
        changed.remove(attribute);
        return withProfile(changed, now);
    }

    private PersonState withProfile(Map<String, JsonNode> changed, Instant now) {
        return new PersonState(
                number,
                id,
                typeId,
                status,
                created,
                activated,
                statusChanged,
                now,
                Collections.unmodifiableMap(changed));
    }

    private static Map<String, JsonNode> copy(Map<String, JsonNode> profile) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(profile));
    }

    @Override
    public @Nullable JsonNode value(String property) {
        if (property.startsWith("profile.")) {
            return profile.get(property.substring("profile.".length()));
        }
        return switch (property) {
            case "id" -> StringNode.valueOf(id);
            case "status" -> StringNode.valueOf(status);
            case "type.id" -> StringNode.valueOf(typeId);
            case "created" -> Times.json(created);
            case "activated" -> Times.json(activated);
            case "statusChanged" -> Times.json(statusChanged);
            case "lastUpdated" -> Times.json(lastUpdated);
            default -> null;
        };
    }
}

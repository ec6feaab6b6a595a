package dev.rollcall.http.internal.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way to an attribute: names separated by dots, each but the last that of an object: {@code employeeOrgData.costCenter}. */
public record AttributePath(List<String> names) {

    public AttributePath {
        names = List.copyOf(names);
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a name between the dots is missing");
        }
    }

    /**
     * Takes a path apart.
     *
     * @throws IllegalArgumentException if there is nothing before, between or after the dots; the message does not repeat the path
     */
    public static AttributePath of(String text) {
        return new AttributePath(List.of(text.split("\\.", -1)));
    }

    /** The name of the member that the path begins with, which is what a service is asked for. */
    public String first() {
        return names.get(0);
    }

    /**
     * The values at the end of the path, as {@link JsonObject#valuesOrNull} gives them; none where something on the way is absent or null.
     *
     * @return null where the end is no value, or something on the way is no object
     */
    public @Nullable List<String> valuesOrNull(JsonObject object) {
        JsonObject at = object;
        for (String name : names.subList(0, names.size() - 1)) {
            if (!at.has(name) || at.isNull(name)) {
                return List.of();
            }
            JsonObject next = at.object(name).orElse(null);
            if (next == null) {
                return null;
            }
            at = next;
        }
        return at.valuesOrNull(names.get(names.size() - 1));
    }

    @Override
    public String toString() {
        return String.join(".", names);
    }
}

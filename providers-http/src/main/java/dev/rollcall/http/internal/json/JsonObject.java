package dev.rollcall.http.internal.json;

import dev.rollcall.http.internal.json.JsonReading.Digits;
import dev.rollcall.identity.NameFolding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of an answer in JSON (RFC 8259). Immutable. Members are looked up exactly as they are spelt. Numbers keep
 * the digits that were sent. {@link #toString()} gives the names alone.
 */
public final class JsonObject {

    private final Map<String, @Nullable Object> members;

    JsonObject(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /**
     * Reads an object in UTF-8; there must be nothing after it, no name twice in one object, and not more than 64
     * levels.
     *
     * @param skipped names of members that are passed over wherever they occur, so that their content is never kept
     * @throws MalformedJsonException if it is none
     */
    public static JsonObject parse(byte[] body, Set<String> skipped) throws MalformedJsonException {
        if (JsonReading.read(body, skipped) instanceof JsonObject object) {
            return object;
        }
        throw new MalformedJsonException("not an object");
    }

    /** Reads an array of objects, as {@link #parse} reads one. */
    public static List<JsonObject> parseArray(byte[] body, Set<String> skipped) throws MalformedJsonException {
        List<JsonObject> objects = objectsOrNull(JsonReading.read(body, skipped));
        if (objects == null) {
            throw new MalformedJsonException("not an array of objects");
        }
        return objects;
    }

    /** Whether there is a member of this name, be it null. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** Whether a member is there and null. */
    public boolean isNull(String name) {
        return members.containsKey(name) && members.get(name) == null;
    }

    /** The names of the members that are not null. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        members.forEach((name, value) -> {
            if (value != null) {
                names.add(name);
            }
        });
        return Collections.unmodifiableSet(names);
    }

    /** A member that is a string; empty if it is not there, null, or something else. */
    public Optional<String> text(String name) {
        return member(name, String.class);
    }

    /** A member that is true or false; empty if it is not there, null, or something else. */
    public Optional<Boolean> flag(String name) {
        return member(name, Boolean.class);
    }

    /**
     * A member that is a whole number, sent without a fraction or an exponent; empty if it is not there, null, too
     * large, or something else.
     */
    public Optional<Long> number(String name) {
        return member(name, Digits.class).flatMap(JsonObject::whole);
    }

    private static Optional<Long> whole(Digits digits) {
        try {
            return Optional.of(Long.parseLong(digits.text()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A member that is an object; empty if it is not there, null, or something else. */
    public Optional<JsonObject> object(String name) {
        return member(name, JsonObject.class);
    }

    /** A member that is an array of objects; empty if it is not there, null, or something else. */
    public Optional<List<JsonObject>> objects(String name) {
        return Optional.ofNullable(objectsOrNull(members.get(name)));
    }

    /** A member that is an array of whole numbers; empty if it is not there, null, or something else. */
    public Optional<List<Long>> numbers(String name) {
        if (!(members.get(name) instanceof List<?> items)) {
            return Optional.empty();
        }
        List<Long> numbers = new ArrayList<>();
        for (Object item : items) {
            Optional<Long> number = item instanceof Digits digits ? whole(digits) : Optional.empty();
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.add(number.get());
        }
        return Optional.of(Collections.unmodifiableList(numbers));
    }

    private <T> Optional<T> member(String name, Class<T> type) {
        Object value = members.get(name);
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    private static @Nullable List<JsonObject> objectsOrNull(@Nullable Object value) {
        if (!(value instanceof List<?> items)) {
            return null;
        }
        List<JsonObject> objects = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof JsonObject object)) {
                return null;
            }
            objects.add(object);
        }
        return Collections.unmodifiableList(objects);
    }

    /**
     * The values of a member as texts: of a string, a number or a boolean the one, of an array each of its own, none
     * where it is absent, null or blank.
     *
     * @return null where it is an object, or an array with something in it that is no such value
     */
    public @Nullable List<String> valuesOrNull(String name) {
        Object member = members.get(name);
        List<?> items = member instanceof List<?> several ? several : Collections.singletonList(member);
        List<String> values = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof JsonObject || item instanceof List) {
                return null;
            }
            String text = item instanceof Digits digits ? digits.text() : item == null ? "" : item.toString();
            if (!NameFolding.isBlank(text)) {
                values.add(text);
            }
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    public String toString() {
        return "JsonObject" + members.keySet();
    }
}

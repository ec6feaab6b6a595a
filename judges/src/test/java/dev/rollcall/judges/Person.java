package dev.rollcall.judges;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What two readers of one directory are compared by. */
record Person(String id, String matchKey, boolean active, SortedMap<String, List<String>> attributes) {

    /** A person as a vendor's client tells of them; what it does not know is left out. */
    static Person of(String id, String matchKey, boolean active, Object... namesAndValues) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            List<String> values = values(namesAndValues[i + 1]);
            if (!values.isEmpty()) {
                attributes.put(String.valueOf(namesAndValues[i]), values);
            }
        }
        return new Person(id, matchKey, active, attributes);
    }

    /** A person as our provider delivers them. */
    static Person of(DirectoryUser user, String... attributes) {
        SortedMap<String, List<String>> found = new TreeMap<>();
        for (String attribute : attributes) {
            if (!user.attribute(attribute).isEmpty()) {
                found.put(attribute, user.attribute(attribute));
            }
        }
        return new Person(
                user.externalId().orElseThrow().value(),
                user.matchKey().orElseThrow(),
                user.activity() == Activity.ACTIVE,
                found);
    }

    private static List<String> values(@Nullable Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }
}

package dev.rollcall.testservers.entra;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which properties are told ({@code $select}), spelled as Graph spells them. */
final class Select {

    private static final Pattern EXTENSION = Pattern.compile("extension_[0-9a-f]{32}_[A-Za-z0-9_]+");
    private static final String MANY_VALUES = "onPremisesExtensionAttributes";
    private static final int EXTENSION_ATTRIBUTES = 15;

    private final @Nullable List<String> names;

    private Select(@Nullable List<String> names) {
        this.names = names;
    }

    /**
     * Reads the option.
     *
     * @param text null for the usual properties
     * @param kinds of which kind the objects may be; a property has to be of one of them
     */
    static Select of(@Nullable String text, Set<Kind> kinds) {
        if (text == null) {
            return new Select(null);
        }
        List<String> names = Stream.of(text.split(",", -1)).map(String::strip).toList();
        for (String name : names) {
            if (!isExtension(name) && kinds.stream().noneMatch(kind -> kind.knows(name))) {
                throw GraphFailure.bad("There is no property '" + name + "' to select.");
            }
        }
        return new Select(names);
    }

    static Select of(@Nullable String text, Kind kind) {
        return of(text, EnumSet.of(kind));
    }

    static boolean isExtension(String name) {
        return EXTENSION.matcher(name).matches();
    }

    /** Refuses properties that lists do not have. */
    Select inList(Set<Kind> kinds) {
        if (names != null && kinds.stream().anyMatch(kind -> names.stream().anyMatch(kind.singly()::contains))) {
            throw GraphFailure.of(501, "NotImplemented", "A property is not given in lists.");
        }
        return this;
    }

    /** Whether a name was selected, or nothing was. */
    boolean has(String name) {
        return names == null || names.contains(name);
    }

    /** As the context of an answer tells it. */
    String context() {
        return names == null ? "" : "(" + String.join(",", names) + ")";
    }

    /**
     * The object as it is told.
     *
     * @param typed whether it says what it is
     * @param readable whether the caller may see more than the id
     */
    ObjectNode render(Entry entry, boolean typed, boolean readable) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        if (typed) {
            told.put("@odata.type", entry.kind().type());
        }
        if (!readable) {
            told.put("id", entry.id());
        }
        for (String name : names == null ? entry.kind().usual() : names) {
            if (!name.equals("id")) {
                tell(told, entry, name, readable);
            } else if (readable) {
                told.put("id", entry.id());
            }
        }
        return told;
    }

    private static void tell(ObjectNode told, Entry entry, String name, boolean readable) {
        JsonNode value = entry.value(name);
        if (isExtension(name)) {
            if (value != null && readable) {
                told.set(name, value);
            }
        } else if (value == null
                && entry.kind().singly().contains(name)
                && !entry.kind().isList(name)) {
            return;
        } else if (entry.kind().knows(name)) {
            told.set(name, value != null && readable ? value : unset(entry.kind(), name, readable));
        }
    }

    private static JsonNode unset(Kind kind, String name, boolean readable) {
        if (kind.isList(name)) {
            return JsonNodeFactory.instance.arrayNode();
        }
        if (name.equals(MANY_VALUES) && readable) {
            ObjectNode attributes = JsonNodeFactory.instance.objectNode();
            for (int i = 1; i <= EXTENSION_ATTRIBUTES; i++) {
                attributes.putNull("extensionAttribute" + i);
            }
            return attributes;
        }
        return JsonNodeFactory.instance.nullNode();
    }
}

package dev.rollcall.entra.internal.scope;

import dev.rollcall.entra.internal.Guid;
import dev.rollcall.http.internal.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What sort of thing an object of a list is: groups have all sorts of members (F77). */
enum ObjectKind {
    /** A person. */
    USER,
    /** A group. */
    GROUP,
    /** What is never a person. */
    NO_PERSON,
    /** An object that does not say, or says what is not known: it may be a person. */
    UNKNOWN;

    private static final String TYPE = "@odata.type";
    private static final String PREFIX = "#microsoft.graph.";

    private static final Set<String> NO_PERSONS = Set.of(
            "administrativeUnit",
            "agentIdentity",
            "agentIdentityBlueprint",
            "agentIdentityBlueprintPrincipal",
            "agentUser",
            "application",
            "contact",
            "contract",
            "device",
            "directoryRole",
            "orgContact",
            "servicePrincipal");

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_.#]{1,100}");

    /** The kind of an object of a list of all sorts. */
    static ObjectKind ofMember(JsonObject object) {
        String type = object.text(TYPE).orElse("");
        if (!type.startsWith(PREFIX)) {
            return UNKNOWN;
        }
        String name = type.substring(PREFIX.length());
        return switch (name) {
            case "user" -> USER;
            case "group" -> GROUP;
            default -> NO_PERSONS.contains(name) ? NO_PERSON : UNKNOWN;
        };
    }

    /** The kind of an object of a list of users, which says nothing where that is as the list says. */
    static ObjectKind ofUser(JsonObject object) {
        ObjectKind kind = object.has(TYPE) ? ofMember(object) : USER;
        return kind == GROUP ? UNKNOWN : kind;
    }

    /** The id of an object, in canonical spelling; null where it has none. */
    static @Nullable String id(JsonObject object) {
        return object.text("id").filter(Guid::isOne).map(Guid::canonical).orElse(null);
    }

    /** Why it is not known what an object is. */
    static String unknown(JsonObject object) {
        Optional<String> type =
                object.text(TYPE).filter(text -> HARMLESS.matcher(text).matches());
        return type.map(text -> "an object of the type " + text + ", of which it is not known whether it is a person")
                .orElse("an object of which Microsoft Graph does not say whether it is a person");
    }
}

package dev.rollcall.entra.internal.people;

import dev.rollcall.http.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a property of a user, and where it stands in an object of Graph: {@code jobTitle},
 * {@code onPremisesExtensionAttributes.extensionAttribute1}, {@code manager.userPrincipalName}.
 *
 * @param name as the host spells it
 * @param path the names from the outermost object to the value, as Graph spells them
 */
public record PropertyName(String name, List<String> path) {

    private static final String MANAGER = "manager";

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,255}(\\.[A-Za-z_][A-Za-z0-9_]{0,255}){0,3}");

    public PropertyName {
        path = List.copyOf(path);
    }

    /** Takes a name apart that has no {@link #problem}. */
    public static PropertyName of(String name) {
        List<String> path = new ArrayList<>();
        for (String part : name.split("\\.", -1)) {
            boolean isProperty = path.isEmpty() || path.equals(List.of(MANAGER));
            path.add(isProperty ? UserProperties.spelling(part) : UserProperties.spellingOfPart(part));
        }
        return new PropertyName(name, path);
    }

    /**
     * Why a property of this name cannot be read, in words that begin with the name; empty if it can, as far as one can
     * know.
     */
    public static Optional<String> problem(String name) {
        if (!FORM.matcher(name).matches()) {
            return Optional.of("'" + name + "' is no name of a property; one looks like jobTitle");
        }
        return of(name).whatIsWrong().map(text -> "'" + name + "' " + text);
    }

    private Optional<String> whatIsWrong() {
        boolean ofManager = isOfManager() && path.size() > 1;
        List<String> own = ofManager ? path.subList(1, path.size()) : path;
        if (path.stream().anyMatch(UserProperties::isCredential)) {
            return Optional.of("holds credentials, which are never read (R28)");
        }
        if (UserProperties.isGivenOneAtATime(own.get(0))) {
            return Optional.of("is given by Graph for one user at a time only, and not in lists");
        }
        if (UserProperties.isNotSupported(own.get(0))) {
            return Optional.of("takes permissions of its own, and is not supported");
        }
        if (ofManager && own.get(0).equals(MANAGER)) {
            return Optional.of("is too far away; of a manager, properties can be read that are not somebody else's");
        }
        if (own.size() == 1 && UserProperties.isObject(own.get(0))) {
            return Optional.of("has parts; name one of them, such as " + UserProperties.partOf(own.get(0)));
        }
        return Optional.empty();
    }

    /** Whether a name is one of the manager's properties. */
    public static boolean isOfManager(String name) {
        return of(name).isOfManager();
    }

    boolean isOfManager() {
        return path.get(0).equals(MANAGER);
    }

    /** The property that Graph is asked for: of the person or, for a property of the manager, of that. */
    public String asked() {
        return path.get(isOfManager() ? 1 : 0);
    }

    /** The values as texts; none where there are none, null where something else stands there. */
    public @Nullable List<String> valuesOrNull(JsonObject user) {
        return valuesOrNull(user, 0);
    }

    private @Nullable List<String> valuesOrNull(JsonObject object, int place) {
        String part = path.get(place);
        if (place == path.size() - 1) {
            return object.valuesOrNull(part);
        }
        Optional<JsonObject> inner = object.object(part);
        if (inner.isPresent()) {
            return valuesOrNull(inner.get(), place + 1);
        }
        Optional<List<JsonObject>> several = object.objects(part);
        if (several.isPresent()) {
            return ofSeveral(several.get(), place + 1);
        }
        return !object.has(part) || object.isNull(part) ? List.of() : null;
    }

    private @Nullable List<String> ofSeveral(List<JsonObject> objects, int place) {
        List<String> all = new ArrayList<>();
        for (JsonObject each : objects) {
            List<String> values = valuesOrNull(each, place);
            if (values == null) {
                return null;
            }
            all.addAll(values);
        }
        return all;
    }
}

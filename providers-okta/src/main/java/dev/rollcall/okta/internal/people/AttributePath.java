package dev.rollcall.okta.internal.people;

import dev.rollcall.http.internal.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of an attribute stands in a user object: in the profile, unless it is one of those that Okta keeps
 * beside it. Names are matched without regard to case; where the profile has one that is spelt exactly so, it is that
 * one. Immutable.
 */
public final class AttributePath {

    /** What holds passwords and recovery answers, wherever it stands. */
    public static final Set<String> CREDENTIALS = Set.of("credentials");

    private static final Map<String, String> BESIDE_THE_PROFILE = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        for (String name : List.of(
                "id",
                "status",
                "created",
                "activated",
                "statusChanged",
                "lastLogin",
                "lastUpdated",
                "passwordChanged")) {
            BESIDE_THE_PROFILE.put(name, name);
        }
    }

    private final String name;
    private final @Nullable String object;
    private final String member;

    private AttributePath(String name, @Nullable String object, String member) {
        this.name = name;
        this.object = object;
        this.member = member;
    }

    /**
     * Returns the path that is written so.
     *
     * @throws IllegalArgumentException if there is a {@link #problem}
     */
    public static AttributePath of(String name) {
        problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        int dot = name.indexOf('.');
        if (dot >= 0) {
            return new AttributePath(name, name.substring(0, dot).toLowerCase(Locale.ROOT), name.substring(dot + 1));
        }
        String beside = BESIDE_THE_PROFILE.get(name);
        return beside == null ? new AttributePath(name, "profile", name) : new AttributePath(name, null, beside);
    }

    /** What is wrong with a path, in words; empty if nothing. */
    public static Optional<String> problem(String name) {
        List<String> parts = Arrays.asList(name.split("\\.", -1));
        if (parts.stream().anyMatch(String::isBlank)) {
            return Optional.of("'" + name + "' is no name of an attribute");
        }
        if (parts.stream().anyMatch(part -> CREDENTIALS.contains(part.toLowerCase(Locale.ROOT)))) {
            return Optional.of("'" + name + "' holds credentials, which are never read (R28)");
        }
        boolean known = parts.size() == 1
                || (parts.size() == 2 && parts.get(0).equalsIgnoreCase("profile"))
                || name.equalsIgnoreCase("type.id");
        return known
                ? Optional.empty()
                : Optional.of("'" + name + "' is no path of an attribute; one is written like department,"
                        + " profile.department or type.id");
    }

    /** As it was configured. */
    public String name() {
        return name;
    }

    /**
     * The values of the attribute; none where the user does not carry it.
     *
     * @return null where it holds what is no value, such as an object
     */
    public @Nullable List<String> valuesOrNull(JsonObject user) {
        if (object == null) {
            return user.valuesOrNull(member);
        }
        Optional<JsonObject> holder = user.object(object);
        if (holder.isEmpty()) {
            return List.of();
        }
        return holder.get().valuesOrNull(object.equals("profile") ? spelling(holder.get()) : "id");
    }

    private String spelling(JsonObject profile) {
        if (profile.has(member)) {
            return member;
        }
        return profile.names().stream()
                .filter(member::equalsIgnoreCase)
                .min(String::compareTo)
                .orElse(member);
    }

    @Override
    public String toString() {
        return name;
    }
}

package dev.rollcall.entra.internal.people;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.Guid;
import dev.rollcall.http.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns objects of Graph into people. All values of a property are delivered; which of them counts is the engine's to
 * say (R20). Immutable.
 */
public final class PersonReader {

    /** What has to be asked for to {@linkplain #isGuest tell guests}, and the id, as the value of {@code $select}. */
    public static final String TELLS_GUESTS = "id,userType,userPrincipalName";

    private static final String ID = "id";
    private static final String ENABLED = "accountEnabled";
    private static final String TYPE = "userType";
    private static final String NAME = "userPrincipalName";
    private static final String GUEST = "Guest";
    private static final String MARK_OF_GUESTS = "#ext#";

    private final PropertyName externalId;
    private final List<PropertyName> matchKeys;
    private final List<PropertyName> mapped;
    private final boolean groupsNeeded;
    private final Selection selection;

    /**
     * Prepares to read people.
     *
     * @throws DirectoryConfigurationException if the mapping asks for what cannot be read, naming all of it
     */
    public PersonReader(EntraSettings settings, ReadRequest request) {
        List<String> problems = problems(settings, request);
        if (!problems.isEmpty()) {
            throw new DirectoryConfigurationException("The mapping asks for what cannot be read from Microsoft Graph: "
                    + String.join("; ", problems) + ". Take it out of the mapping or spell it otherwise");
        }
        this.externalId = PropertyName.of(settings.people().externalId());
        this.matchKeys =
                settings.people().matchKeys().stream().map(PropertyName::of).toList();
        this.mapped = request.attributes().stream().map(PropertyName::of).toList();
        this.groupsNeeded = request.groupsNeeded();
        this.selection = chooseProperties();
    }

    /** What is wrong with the attributes of a request, each in words. */
    public static List<String> problems(EntraSettings settings, ReadRequest request) {
        List<String> problems = new ArrayList<>();
        for (String attribute : request.attributes()) {
            Optional<String> problem = PropertyName.problem(attribute);
            problem.ifPresent(problems::add);
            if (problem.isEmpty() && settings.scope().filter() != null && PropertyName.isOfManager(attribute)) {
                problems.add("'" + attribute + "' cannot be had together with a filter, which Graph answers without"
                        + " managers");
            }
        }
        return problems;
    }

    private Selection chooseProperties() {
        // The name is asked for in any case: nobody is without one, so who comes without may not be read.
        Set<String> own = new LinkedHashSet<>(List.of(ID, ENABLED, TYPE, NAME));
        matchKeys.forEach(key -> own.add(key.asked()));
        own.add(externalId.asked());
        Set<String> ofManager = new LinkedHashSet<>();
        for (PropertyName property : mapped) {
            (property.isOfManager() ? ofManager : own).add(property.asked());
        }
        if (!ofManager.isEmpty()) {
            ofManager.add(ID);
        }
        return new Selection(List.copyOf(own), List.copyOf(ofManager));
    }

    /** What to ask Graph for. */
    public Selection selection() {
        return selection;
    }

    /**
     * Whether somebody is a guest: by the type and, where there is none, by the name that Entra ID makes up for guests
     * (F79).
     */
    public static boolean isGuest(JsonObject user) {
        return user.text(TYPE)
                .map(GUEST::equalsIgnoreCase)
                .orElseGet(() -> user.text(NAME)
                        .filter(name -> name.toLowerCase(Locale.ROOT).contains(MARK_OF_GUESTS))
                        .isPresent());
    }

    /**
     * Whether somebody came without a user principal name, which everybody has and which is always asked for: a person
     * that may not be read, whatever else came (F78).
     */
    public static boolean isShell(JsonObject user) {
        return user.text(NAME).filter(name -> !name.isBlank()).isEmpty();
    }

    /**
     * Whether an object says neither true nor false of its being enabled, so that its person's activity is unknown
     * (R6).
     */
    public static boolean isOfUnknownActivity(JsonObject user) {
        return user.flag(ENABLED).isEmpty();
    }

    /**
     * Delivers the person of an object: one call of {@link PersonSink#accept} or {@link PersonSink#unreadable}.
     *
     * @param groups the chosen groups that the person was found in, as they were configured; left out where nobody
     *     needs them
     */
    public void deliver(JsonObject user, Set<String> groups, PersonSink sink) {
        DirectoryUser.Builder person = DirectoryUser.builder();
        String why = joined(takeId(user, person), takeMatchKey(user, person));
        person.activity(user.flag(ENABLED)
                .map(enabled -> enabled ? Activity.ACTIVE : Activity.INACTIVE)
                .orElse(Activity.UNKNOWN));
        for (PropertyName property : mapped) {
            List<String> values = property.valuesOrNull(user);
            if (values == null) {
                why = joined(why, noText(property));
            } else {
                person.attribute(property.name(), values);
            }
        }
        if (groupsNeeded) {
            person.groups(groups);
        }
        if (why == null) {
            sink.accept(person.build());
        } else {
            sink.unreadable(person.build(), why + objectOf(user));
        }
    }

    /**
     * Delivers somebody of whom nothing is known but the object id, as unreadable.
     *
     * @param id the object id; null where it is not known
     */
    public void deliverUnreadable(@Nullable String id, Set<String> groups, String why, PersonSink sink) {
        DirectoryUser.Builder person = DirectoryUser.builder();
        if (id != null && Guid.isOne(id) && isId(externalId)) {
            person.externalId(Guid.canonical(id));
        }
        if (groupsNeeded) {
            person.groups(groups);
        }
        sink.unreadable(person.build(), id != null && Guid.isOne(id) ? why + "; object id " + Guid.canonical(id) : why);
    }

    private @Nullable String takeId(JsonObject user, DirectoryUser.Builder person) {
        List<String> values = externalId.valuesOrNull(user);
        if (values == null || values.size() > 1) {
            return "the property '" + externalId.name() + "', the external id, is not one value";
        }
        if (values.isEmpty()) {
            return null; // the engine rejects whoever has none
        }
        String id = values.get(0);
        if (!isId(externalId)) {
            person.externalId(id);
        } else if (Guid.isOne(id)) {
            person.externalId(Guid.canonical(id));
        } else {
            return "the object id is no GUID";
        }
        return null;
    }

    private static boolean isId(PropertyName property) {
        return property.path().equals(List.of(ID));
    }

    private @Nullable String takeMatchKey(JsonObject user, DirectoryUser.Builder person) {
        for (PropertyName key : matchKeys) {
            List<String> values = key.valuesOrNull(user);
            if (values == null) {
                return noText(key);
            }
            if (values.size() > 1) {
                return "the property '" + key.name() + "', the match key, has " + values.size()
                        + " values; it must be one";
            }
            if (!values.isEmpty()) {
                person.matchKey(values.get(0));
                return null;
            }
        }
        return null; // the engine rejects whoever has none
    }

    private static String noText(PropertyName property) {
        return "the property '" + property.name() + "' has a value that is no text";
    }

    private static String objectOf(JsonObject user) {
        return user.text(ID)
                .filter(Guid::isOne)
                .map(id -> "; object id " + Guid.canonical(id))
                .orElse("");
    }

    private static @Nullable String joined(@Nullable String one, @Nullable String other) {
        return one == null ? other : other == null ? one : one + "; " + other;
    }
}

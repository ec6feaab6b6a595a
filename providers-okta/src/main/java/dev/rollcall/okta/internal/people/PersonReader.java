package dev.rollcall.okta.internal.people;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.okta.internal.OktaSettings;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns user objects into people, and remembers what an administrator should hear of. The user id is the external id,
 * as Okta spells it. For one read, by one thread.
 */
public final class PersonReader {

    private final AttributePath matchKey;
    private final StatusReader status;
    private final List<AttributePath> mapped;

    /**
     * Prepares to read user objects.
     *
     * @throws DirectoryConfigurationException if the mapping asks for what is no attribute, or for credentials (R28)
     */
    public PersonReader(OktaSettings.People people, ReadRequest request) {
        this.matchKey = AttributePath.of(people.matchKey());
        this.status = new StatusReader(people.activity());
        this.mapped = request.attributes().stream().map(PersonReader::attribute).toList();
    }

    private static AttributePath attribute(String name) {
        AttributePath.problem(name).ifPresent(problem -> {
            throw new DirectoryConfigurationException("The mapping cannot be read from Okta: " + problem);
        });
        return AttributePath.of(name);
    }

    /**
     * Delivers the person of a user object: one call of {@link PersonSink#accept} or {@link PersonSink#unreadable}.
     *
     * @param groups the chosen groups that the person was found in, as they were configured; left out where nobody
     *     needs them
     * @param place where the object was found, for messages
     */
    public void deliver(JsonObject user, Collection<String> groups, String place, PersonSink sink) {
        DirectoryUser.Builder person = DirectoryUser.builder().groups(groups).activity(status.of(user));
        String id = user.text("id").filter(text -> !NameFolding.isBlank(text)).orElse(null);
        person.externalId(id);
        String why = id == null ? "a user among " + place + " has no id" : null;
        if (user.object("profile").isEmpty()) {
            why = joined(why, "the user has no profile");
        }
        List<String> keys = matchKey.valuesOrNull(user);
        if (keys == null || keys.size() > 1) {
            why = joined(why, "the attribute '" + matchKey + "', the match key, is not one value");
        } else if (!keys.isEmpty()) {
            person.matchKey(keys.get(0));
        }
        for (AttributePath attribute : mapped) {
            List<String> values = attribute.valuesOrNull(user);
            if (values == null) {
                why = joined(why, "the attribute '" + attribute + "' holds what is no value");
            } else {
                person.attribute(attribute.name(), values);
            }
        }
        if (why == null) {
            sink.accept(person.build());
        } else {
            sink.unreadable(person.build(), why);
        }
    }

    private static String joined(@Nullable String one, String other) {
        return one == null ? other : one + "; " + other;
    }

    /** What an administrator should hear of: each status that nobody said the meaning of, once. */
    public List<String> warnings() {
        return status.warnings();
    }
}

package dev.rollcall.ldap.internal.people;

import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.directory.Activity;
import dev.rollcall.ldap.LdapActivity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the activity of entries, and counts of how many it is unknown (R6). */
final class ActivityReader {

    private final LdapActivity rule;
    private final Instant now;
    private final Map<String, RequestedAttribute> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private long unknown;
    private String first = "";

    ActivityReader(LdapActivity rule, Instant now) {
        this.rule = rule;
        this.now = now;
        rule.attributes().forEach(name -> attributes.put(name, new RequestedAttribute(name, Set.of())));
    }

    Collection<RequestedAttribute> attributes() {
        return attributes.values();
    }

    Activity of(Entry entry, @Nullable String id) {
        String why = "is not there or cannot be understood";
        try {
            Activity activity = rule.of(name -> values(entry, name), now);
            if (activity != Activity.UNKNOWN) {
                return activity;
            }
            why = names() + " " + why;
        } catch (UnreadableException unreadable) {
            why = unreadable.why();
        } catch (IllegalArgumentException ofTheHost) {
            // Its message may hold the value.
            why = names() + " " + why;
        }
        if (unknown++ == 0) {
            first = (id == null ? "" : "the first has the id " + id + ": ") + why;
        }
        return Activity.UNKNOWN;
    }

    private String names() {
        return "what tells it (" + String.join(", ", attributes.keySet()) + ")";
    }

    private List<String> values(Entry entry, String name) {
        RequestedAttribute attribute = attributes.get(name);
        if (attribute == null) {
            return List.of();
        }
        List<String> values = attribute.valuesOrNull(entry);
        if (values == null) {
            throw new UnreadableException(attribute.malformed());
        }
        return values;
    }

    Optional<String> warning() {
        return unknown == 0
                ? Optional.empty()
                : Optional.of("The activity of " + unknown + (unknown == 1 ? " person" : " people")
                        + " is unknown, so that they are neither created, activated nor blocked (R6); " + first);
    }
}

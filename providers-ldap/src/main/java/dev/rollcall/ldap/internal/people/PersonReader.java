package dev.rollcall.ldap.internal.people;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns entries into people, asks for no more than that takes, and remembers what an administrator should hear of. For
 * one read, by one thread.
 *
 * <p>Names of attributes are taken without regard to case. An attribute is the one without options, unless the mapping
 * names the options too (F41). All values are delivered; which of them counts is the engine's to say (R20).
 */
public final class PersonReader {

    private static final String NO_ATTRIBUTES = "1.1";

    private final LdapExternalId externalId;
    private final MatchKey matchKey;
    private final ActivityReader activity;
    private final RequestedAttribute[] mapped;
    private final boolean groupsNeeded;
    private final SortedSet<String> requested;
    private final List<RequestedAttribute> all;

    /**
     * Prepares to read entries.
     *
     * @param now the moment by which accounts expire
     * @throws DirectoryConfigurationException if the mapping asks for what is no attribute, or for credentials (R28)
     */
    public PersonReader(LdapSettings.People people, ReadRequest request, Instant now) {
        Set<String> bytes = people.binary();
        this.externalId = people.externalId();
        this.matchKey = new MatchKey(new RequestedAttribute(people.matchKey(), bytes));
        this.activity = new ActivityReader(people.activity(), now);
        this.mapped = request.attributes().stream()
                .map(name -> new RequestedAttribute(name, bytes))
                .toArray(RequestedAttribute[]::new);
        this.groupsNeeded = request.groupsNeeded();
        this.all = new ArrayList<>(List.of(mapped));
        this.all.add(matchKey.attribute());
        this.all.addAll(activity.attributes());
        if (!externalId.isDn()) {
            this.all.add(new RequestedAttribute(externalId.attribute(), bytes));
        }
        this.requested = requested(this.all);
    }

    private static SortedSet<String> requested(List<RequestedAttribute> attributes) {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        attributes.stream()
                .filter(attribute -> !attribute.isDn())
                .map(RequestedAttribute::name)
                .forEach(names::add);
        if (names.isEmpty()) {
            names.add(NO_ATTRIBUTES);
        }
        return Collections.unmodifiableSortedSet(names);
    }

    /**
     * What to ask the server for: what the mapping uses, the id, the match key and what tells activity; {@code 1.1} if
     * that is nothing.
     */
    public SortedSet<String> requestedAttributes() {
        return requested;
    }

    /**
     * Delivers the person of an entry: one call of {@link PersonSink#accept} or {@link PersonSink#unreadable}.
     *
     * @param groups the chosen groups that the person was found in, as they were configured; left out where nobody
     *     needs them
     */
    public void deliver(SearchResultEntry entry, Set<String> groups, PersonSink sink) {
        DirectoryUser.Builder person = DirectoryUser.builder();
        String id = null;
        String why = null;
        try {
            id = ExternalIds.of(externalId, entry);
            person.externalId(id);
        } catch (UnreadableException unreadable) {
            why = unreadable.why();
        }
        try {
            person.matchKey(matchKey.of(entry));
        } catch (UnreadableException unreadable) {
            why = joined(why, unreadable.why());
        }
        person.activity(activity.of(entry, id));
        for (RequestedAttribute attribute : mapped) {
            List<String> values = attribute.valuesOrNull(entry);
            if (values == null) {
                why = joined(why, attribute.malformed());
            } else {
                person.attribute(attribute.name(), values);
            }
        }
        why = joined(why, cutShort(entry));
        if (groupsNeeded) {
            person.groups(groups);
        }
        if (why == null) {
            sink.accept(person.build());
        } else {
            sink.unreadable(person.build(), id == null ? why + place(entry) : why);
        }
    }

    private static @Nullable String joined(@Nullable String one, @Nullable String other) {
        return one == null ? other : other == null ? one : one + "; " + other;
    }

    /** A server that gives the values of an attribute in portions names it with the option {@code range} (F41, F58). */
    private @Nullable String cutShort(Entry entry) {
        String why = null;
        for (Attribute attribute : entry.getAttributes()) {
            String name = attribute.getName();
            if (name.indexOf(';') >= 0) {
                String lower = name.toLowerCase(Locale.ROOT);
                if (lower.contains(";range=") && all.stream().anyMatch(each -> each.isVariant(lower))) {
                    why = joined(
                            why,
                            "the attribute '" + AttributeTypes.withoutOptions(name)
                                    + "' has more values than the server gives at a time");
                }
            }
        }
        return why;
    }

    /** Where an entry without an id is found: the names of people stay out of messages, that of the unit does not. */
    private static String place(Entry entry) {
        try {
            String unit = entry.getParentDNString();
            return unit == null ? "" : "; the entry is directly below " + Printable.of(unit);
        } catch (LDAPException malformed) {
            return "";
        }
    }

    /** Says of how many people the activity is unknown so far, if of any (R6). */
    public Optional<String> activityWarning() {
        return activity.warning();
    }
}

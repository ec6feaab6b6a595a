package dev.rollcall.ldap.internal;

import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.ldap.DanglingMembers;
import dev.rollcall.ldap.internal.connection.Connector;
import dev.rollcall.ldap.internal.connection.LdapSession;
import dev.rollcall.ldap.internal.connection.RunTime;
import dev.rollcall.ldap.internal.people.ExternalIds;
import dev.rollcall.ldap.internal.people.PersonReader;
import dev.rollcall.ldap.internal.people.UnreadableException;
import dev.rollcall.ldap.internal.scope.ResolvedScope;
import dev.rollcall.ldap.internal.scope.ScopeResolver;
import dev.rollcall.ldap.internal.scope.ScopedPeople;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One read of the scope, from the connection to the evidence that it was complete. */
public final class LdapRead {

    private final LdapSettings settings;
    private final ReadRequest request;

    public LdapRead(LdapSettings settings, ReadRequest request) {
        this.settings = settings;
        this.request = request;
    }

    /** Delivers everybody and returns the proof that it was everybody. */
    public Completion into(PersonSink people) {
        PersonReader persons =
                new PersonReader(settings.people(), request, settings.clock().instant());
        RunTime time = RunTime.of(settings.connection().totalTimeout(), people);
        Delivery delivery = new Delivery(persons, people);
        String evidence;
        ScopeResolver resolver;
        ResolvedScope scope;
        try (LdapSession session = new Connector(settings.connection()).open(time)) {
            session.passedOver()
                    .forEach(why -> people.warning(
                            session.server() + " was read, since a server before it was passed over: " + why));
            Searches searches = new Searches(session, settings, time);
            resolver = new ScopeResolver(settings, searches);
            scope = resolver.resolve();
            new ScopedPeople(settings, searches, scope, request.groupsNeeded(), persons.requestedAttributes(), delivery)
                    .read();
            delivery.tellDangling();
            persons.activityWarning().ifPresent(people::warning);
            if (searches.references() > 0) {
                people.warning(searches.references()
                        + " references to other servers were not followed: what lies there was not read");
            }
            evidence = searches.evidence();
        }
        Completion completion = people.complete(delivery.delivered, evidence);
        resolver.remember(scope); // only what a complete read found; where that fails the read does
        return completion;
    }

    private @Nullable String identity(SearchResultEntry entry) {
        try {
            return ExternalIds.of(settings.people().externalId(), entry);
        } catch (UnreadableException e) {
            return null;
        }
    }

    private final class Delivery implements ScopedPeople.Receiver {
        private final PersonReader persons;
        private final PersonSink people;
        private long delivered;
        private long dangling;

        Delivery(PersonReader persons, PersonSink people) {
            this.persons = persons;
            this.people = people;
        }

        @Override
        public void person(SearchResultEntry entry, Set<String> groups, Set<String> units) {
            delivered++;
            persons.deliver(entry, request.groupsNeeded() ? groups : Set.of(), people);
        }

        @Override
        public void unreadable(SearchResultEntry entry, String why) {
            delivered++;
            people.unreadable(
                    DirectoryUser.builder().externalId(identity(entry)).build(), why);
        }

        @Override
        public void dangling(String member, Set<String> groups) {
            dangling++;
            if (settings.scope().danglingMembers() == DanglingMembers.HOLD_REMOVALS) {
                delivered++;
                people.unreadable(
                        DirectoryUser.builder()
                                .groups(request.groupsNeeded() ? groups : Set.of())
                                .build(),
                        "nothing is found under the name of a member of " + groups
                                + ": deleted, or hidden from the service account");
            }
        }

        void tellDangling() {
            if (dangling > 0) {
                people.warning("Nothing is found under the names of " + dangling
                        + " members of the chosen groups; a validation names them. Take them out of the groups,"
                        + " let the service account see them, or let them be ignored");
            }
        }
    }
}

package dev.rollcall.okta.internal;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.okta.internal.connection.OktaSession;
import dev.rollcall.okta.internal.listing.OktaList;
import dev.rollcall.okta.internal.people.PersonReader;
import dev.rollcall.okta.internal.scope.FoundGroup;
import dev.rollcall.okta.internal.scope.ScopedPeople;
import java.util.List;
import java.util.Set;

/** Delivers the people of the scope to a sink, and counts how often. For one read, by one thread. */
public final class PeopleDelivery {

    private final OktaSettings settings;
    private final ReadRequest request;
    private final PersonSink people;
    private final PersonReader persons;
    private String evidence = "nothing was read";
    private long delivered;

    /**
     * Prepares to deliver.
     *
     * @throws dev.rollcall.directory.DirectoryConfigurationException if the mapping asks for what cannot be read of a
     *     person
     */
    public PeopleDelivery(OktaSettings settings, ReadRequest request, PersonSink people) {
        this.settings = settings;
        this.request = request;
        this.people = people;
        this.persons = new PersonReader(settings.people(), request);
    }

    /**
     * Reads and delivers everybody.
     *
     * @param groups the chosen groups; none where none is chosen
     */
    public void from(OktaSession session, List<FoundGroup> groups) {
        ScopedPeople scoped = new ScopedPeople(settings.scope(), session, new ScopedPeople.Receiver() {
            @Override
            public void person(JsonObject user, OktaList list) {
                delivered++;
                persons.deliver(user, request.groupsNeeded() ? list.groups() : Set.of(), list.name(), people);
            }

            @Override
            public void waiting() {
                people.checkpoint();
            }
        });
        scoped.read(groups);
        evidence = scoped.evidence();
        persons.warnings().forEach(people::warning);
    }

    /** Declares that everybody was delivered. */
    public Completion complete() {
        return people.complete(delivered, evidence);
    }
}

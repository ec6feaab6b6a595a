package dev.rollcall.entra.internal;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.entra.internal.connection.EntraSession;
import dev.rollcall.entra.internal.people.PersonReader;
import dev.rollcall.entra.internal.scope.ChosenGroups;
import dev.rollcall.entra.internal.scope.Evidence;
import dev.rollcall.entra.internal.scope.FoundGroup;
import dev.rollcall.entra.internal.scope.ScopedPeople;
import dev.rollcall.http.internal.client.Attendance;
import dev.rollcall.http.internal.client.Deadline;
import dev.rollcall.http.internal.client.InterruptedReadException;
import dev.rollcall.http.internal.exchange.Wiring;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One read of the scope, from the first token to the evidence that it was complete. */
public final class EntraRead {

    private static final Logger LOG = LoggerFactory.getLogger(EntraRead.class);

    private final EntraSettings settings;
    private final Wiring wiring;
    private final ReadRequest request;

    public EntraRead(EntraSettings settings, Wiring wiring, ReadRequest request) {
        this.settings = settings;
        this.wiring = wiring;
        this.request = request;
    }

    /** Delivers everybody and returns the proof that it was everybody. */
    public Completion into(PersonSink people) {
        PersonReader persons = new PersonReader(settings, request);
        Delivery delivery = new Delivery(settings, persons, people);
        Duration limit = settings.http().totalTimeout();
        Duration time =
                people.remaining().filter(left -> left.compareTo(limit) < 0).orElse(limit);
        Evidence evidence;
        Deadline deadline = Deadline.in(time, wiring.time());
        try (EntraSession session = EntraSession.open(settings, wiring, deadline, Attendance.UNATTENDED)) {
            List<FoundGroup> groups = new ChosenGroups(settings, session, people::checkpoint).resolve();
            LOG.debug("Chosen groups of {}: {}", request.directory(), groups);
            evidence = new ScopedPeople(settings, session, persons.selection(), delivery).read(groups);
            delivery.checkThatPeopleCanBeRead();
            delivery.tellUnknownActivity();
        } catch (InterruptedReadException e) {
            people.checkpoint();
            throw new DirectoryUnavailableException("The reading of Microsoft Graph was interrupted", e);
        }
        return people.complete(delivery.delivered(), evidence + delivery.summary());
    }
}

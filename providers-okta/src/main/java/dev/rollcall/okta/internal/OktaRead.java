package dev.rollcall.okta.internal;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.http.internal.client.Attendance;
import dev.rollcall.http.internal.client.InterruptedReadException;
import dev.rollcall.http.internal.exchange.Wiring;
import dev.rollcall.okta.internal.connection.OktaSession;
import dev.rollcall.okta.internal.scope.GroupLookup;
import java.time.Duration;

/** One read of the scope, from the first question to the evidence that it was complete. */
public final class OktaRead {

    private final OktaSettings settings;
    private final Wiring wiring;
    private final ReadRequest request;

    public OktaRead(OktaSettings settings, Wiring wiring, ReadRequest request) {
        this.settings = settings;
        this.wiring = wiring;
        this.request = request;
    }

    /** Delivers everybody and returns the proof that it was everybody. */
    public Completion into(PersonSink people) {
        try {
            PeopleDelivery delivery = new PeopleDelivery(settings, request, people);
            try (OktaSession session = OktaSession.open(settings, wiring, limit(people), Attendance.UNATTENDED)) {
                GroupLookup lookup = new GroupLookup(session, people::checkpoint);
                delivery.from(session, lookup.resolve(settings.scope().groups()).orThrow());
            }
            return delivery.complete();
        } catch (InterruptedReadException e) {
            Thread.currentThread().interrupt();
            people.checkpoint();
            throw new DirectoryUnavailableException(
                    "Waiting for Okta at " + settings.org() + " was broken off by an interrupt", e);
        }
    }

    private Duration limit(PersonSink people) {
        Duration own = settings.http().totalTimeout();
        return people.remaining().filter(run -> run.compareTo(own) < 0).orElse(own);
    }
}

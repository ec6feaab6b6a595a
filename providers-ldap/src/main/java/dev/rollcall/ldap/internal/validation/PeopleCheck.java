package dev.rollcall.ldap.internal.validation;

import dev.rollcall.directory.ReadRequest;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.PersonReader;
import dev.rollcall.ldap.internal.scope.ResolvedScope;
import dev.rollcall.ldap.internal.scope.ScopedPeople;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.Optional;

/** Reads everybody in scope once, as a read would, and counts. */
final class PeopleCheck {

    private final LdapSettings settings;
    private final ReadRequest request;
    private final Searches searches;
    private final Findings findings;

    PeopleCheck(LdapSettings settings, ReadRequest request, Searches searches, Findings findings) {
        this.settings = settings;
        this.request = request;
        this.searches = searches;
        this.findings = findings;
    }

    /** Returns what was counted; empty if not everybody could be read. */
    Optional<PeopleSurvey> read(ResolvedScope scope) {
        return findings.attempt("people", () -> {
            PersonReader persons = new PersonReader(
                    settings.people(), request, settings.clock().instant());
            PeopleSurvey survey = new PeopleSurvey(settings.people(), persons);
            new ScopedPeople(settings, searches, scope, true, persons.requestedAttributes(), survey).read();
            return survey;
        });
    }
}

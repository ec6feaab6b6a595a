package dev.rollcall.ldap.internal.validation;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.connection.LdapSession;
import dev.rollcall.ldap.internal.connection.RunTime;
import dev.rollcall.ldap.internal.scope.ResolvedScope;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.Optional;

/**
 * Tries a directory out (R45): everything that a read would need, and what it would deliver, as findings. What is wrong
 * with one thing does not hide what can be said of another. For one thread.
 */
public final class LdapValidation {

    private final LdapSettings settings;
    private final ReadRequest request;
    private final Findings findings = new Findings();

    public LdapValidation(LdapSettings settings, ReadRequest request) {
        this.settings = settings;
        this.request = request;
    }

    /**
     * Checks everything, and returns a finding for each thing that was checked; what is wrong with the directory is no
     * exception.
     */
    public Validation run() {
        ConfigurationCheck configuration = new ConfigurationCheck(settings, request, findings);
        configuration.run();
        Optional<ReadRequest> readable = configuration.readable();
        RunTime time = RunTime.of(settings.connection().totalTimeout());
        ConnectionCheck connection = new ConnectionCheck(settings, findings);
        try (LdapSession session = connection.open(time)) {
            connection.tell(session);
            checkInside(session, readable, time);
            connection.tryOthers(session, time);
        } catch (DirectoryCredentialsException e) {
            findings.error("login", e);
        } catch (DirectoryException e) {
            findings.error("connection", e);
        }
        return findings.build();
    }

    private void checkInside(LdapSession session, Optional<ReadRequest> readable, RunTime time) {
        Searches searches = new Searches(session, settings, time);
        boolean canBeRead = new ServerCheck(settings, searches, findings).run();
        ScopeCheck scopeCheck = new ScopeCheck(settings, searches, findings);
        Optional<ResolvedScope> found = scopeCheck.resolve();
        if (found.isEmpty()) {
            return;
        }
        ResolvedScope scope = found.get();
        Optional<PeopleSurvey> survey = readable.filter(request -> canBeRead && scopeCheck.isNoWiderThanMeant(scope))
                .flatMap(request -> new PeopleCheck(settings, request, searches, findings).read(scope));
        scopeCheck.tellChosen(scope, survey);
        survey.ifPresent(people -> new SurveyFindings(settings, people, findings).tell(scopeCheck.hasProblems()));
        survey.ifPresent(people -> new ActivityCheck(settings.people(), people, findings).tell());
        survey.ifPresent(people -> new AttributeCheck(searches, people, findings).tell(readable.orElseThrow()));
        scopeCheck.tellLeftOut(scope);
        tellSearches(searches);
    }

    private void tellSearches(Searches searches) {
        if (searches.references() > 0) {
            findings.warning(
                    "references",
                    searches.references()
                            + " references to other servers were not followed, so that what lies there was not read;"
                            + " if people are there, make it a directory of its own");
        }
        if (settings.paging().isOn() && searches.pageSize() < settings.paging().pageSize()) {
            findings.warning(
                    "page size",
                    "the server allows pages of " + searches.pageSize() + " entries, and not of "
                            + settings.paging().pageSize() + "; make " + searches.pageSize()
                            + " the page size, so that each read need not find that out");
        }
    }
}

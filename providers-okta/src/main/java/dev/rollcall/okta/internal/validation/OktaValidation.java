package dev.rollcall.okta.internal.validation;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.http.internal.client.Attendance;
import dev.rollcall.http.internal.client.InterruptedReadException;
import dev.rollcall.http.internal.exchange.Wiring;
import dev.rollcall.http.internal.survey.PeopleSurvey;
import dev.rollcall.http.internal.survey.SurveyFindings;
import dev.rollcall.okta.internal.OktaSettings;
import dev.rollcall.okta.internal.PeopleDelivery;
import dev.rollcall.okta.internal.connection.OktaSession;
import dev.rollcall.okta.internal.people.AttributePath;
import dev.rollcall.okta.internal.scope.GroupLookup;
import dev.rollcall.okta.internal.scope.ResolvedGroups;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries an org out (R45): everything that a read would need, and what it would deliver, as findings. What is wrong with
 * one thing does not hide what can be said of another. For one thread.
 */
public final class OktaValidation {

    private final OktaSettings settings;
    private final Wiring wiring;
    private final ReadRequest request;
    private final Validation.Builder findings = Validation.builder();

    public OktaValidation(OktaSettings settings, Wiring wiring, ReadRequest request) {
        this.settings = settings;
        this.wiring = wiring;
        this.request = request;
    }

    /**
     * Checks everything, and returns a finding for each thing that was checked; what is wrong with the org is no
     * exception.
     */
    public Validation run() {
        ReadRequest readable = readable();
        try (OktaSession session =
                OktaSession.open(settings, wiring, settings.http().totalTimeout(), Attendance.ATTENDED)) {
            if (new AccessCheck(settings, session, findings).run()) {
                checkInside(session, readable);
                new ScopeCheck(settings, session, findings).run();
                tellLimits(session);
            }
        } catch (DirectoryCredentialsException e) {
            findings.error("credentials", text(e));
        } catch (DirectoryException e) {
            findings.error("connection", text(e));
        } catch (InterruptedReadException e) {
            findings.error("validation", "it was interrupted, and is not complete; start it again");
        }
        return findings.build();
    }

    /** What can be read of the request; the rest is told. */
    private ReadRequest readable() {
        List<String> bad = request.attributes().stream()
                .filter(name -> AttributePath.problem(name).isPresent())
                .toList();
        bad.forEach(name -> findings.error(
                "attribute '" + name + "'", AttributePath.problem(name).orElseThrow()));
        if (bad.isEmpty()) {
            findings.ok("configuration", "each attribute of the mapping can be asked for");
        }
        return ReadRequest.of(
                        request.directory(),
                        request.attributes().stream()
                                .filter(name -> !bad.contains(name))
                                .toList())
                .withGroups(true);
    }

    private void checkInside(OktaSession session, ReadRequest readable) {
        ResolvedGroups groups;
        try {
            groups = new GroupLookup(session, () -> {}).resolve(settings.scope().groups());
        } catch (DirectoryException e) {
            findings.error("groups", text(e));
            return;
        }
        groups.problems().forEach((chosen, problem) -> findings.error(ResolvedGroups.subject(chosen), problem));
        boolean somethingLeft =
                settings.scope().groups().isEmpty() || !groups.found().isEmpty();
        Optional<PeopleSurvey> survey = somethingLeft ? survey(session, readable, groups) : Optional.empty();
        new GroupFindings(settings, findings).tell(groups.found(), survey);
        survey.ifPresent(people -> SurveyFindings.tell(
                people,
                readable,
                "id",
                settings.people().matchKey(),
                !groups.problems().isEmpty(),
                findings));
    }

    private Optional<PeopleSurvey> survey(OktaSession session, ReadRequest readable, ResolvedGroups groups) {
        PeopleSurvey survey = new PeopleSurvey();
        try {
            PeopleDelivery delivery = new PeopleDelivery(settings, readable, survey);
            delivery.from(session, groups.found());
            delivery.complete();
            return Optional.of(survey);
        } catch (DirectoryException e) {
            findings.error("people", text(e));
            return Optional.empty();
        }
    }

    private void tellLimits(OktaSession session) {
        Map<String, String> left = session.throttling().left();
        if (left.isEmpty()) {
            findings.warning(
                    "rate limits",
                    "Okta did not say how often it may be asked, so that a read cannot keep below its limits");
        }
        left.forEach((kind, words) ->
                findings.ok("rate limit of " + kind, words + " questions are left until the end of the minute"));
    }

    private static String text(DirectoryException e) {
        return String.valueOf(e.getMessage());
    }
}

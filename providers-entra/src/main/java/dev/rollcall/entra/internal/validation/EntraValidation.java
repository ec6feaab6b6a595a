package dev.rollcall.entra.internal.validation;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.entra.internal.Delivery;
import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.EntraSettings.Chosen;
import dev.rollcall.entra.internal.EntraSettings.Credentials;
import dev.rollcall.entra.internal.connection.EntraSession;
import dev.rollcall.entra.internal.connection.Permission;
import dev.rollcall.entra.internal.people.PersonReader;
import dev.rollcall.entra.internal.scope.ChosenGroups;
import dev.rollcall.entra.internal.scope.FoundGroup;
import dev.rollcall.entra.internal.scope.ScopedPeople;
import dev.rollcall.http.internal.client.Attendance;
import dev.rollcall.http.internal.client.Deadline;
import dev.rollcall.http.internal.client.InterruptedReadException;
import dev.rollcall.http.internal.exchange.Printable;
import dev.rollcall.http.internal.exchange.Wiring;
import dev.rollcall.http.internal.survey.PeopleSurvey;
import dev.rollcall.http.internal.survey.SurveyFindings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries a tenant out (R45): everything that a read would need, and what it would deliver, as findings. What is wrong
 * with one thing does not hide what can be said of another. For one thread.
 */
public final class EntraValidation {

    private final EntraSettings settings;
    private final Wiring wiring;
    private final ReadRequest request;
    private final Validation.Builder findings = Validation.builder();

    public EntraValidation(EntraSettings settings, Wiring wiring, ReadRequest request) {
        this.settings = settings;
        this.wiring = wiring;
        this.request = request;
    }

    /**
     * Checks everything, and returns a finding for each thing that was checked; what is wrong with the tenant is no
     * exception.
     */
    public Validation run() {
        ReadRequest readable = checkConfiguration();
        Deadline deadline = Deadline.in(settings.http().totalTimeout(), wiring.time());
        try (EntraSession session = EntraSession.open(settings, wiring, deadline, Attendance.ATTENDED)) {
            if (canLogIn(session)) {
                checkInside(session, readable);
            }
        }
        return findings.build();
    }

    /** Returns the request without what cannot be read. */
    private ReadRequest checkConfiguration() {
        List<String> problems = PersonReader.problems(settings, request);
        problems.forEach(
                problem -> findings.error("configuration", "the mapping asks for what cannot be read: " + problem));
        if (problems.isEmpty()) {
            findings.ok(
                    "configuration",
                    "tenant " + settings.tenant().name() + ", application "
                            + settings.tenant().clientId());
        }
        if (settings.credentials() instanceof Credentials.Certificate with) {
            CertificateCheck.tell(with.certificate(), wiring.time().now(), findings);
        }
        List<String> attributes = new ArrayList<>(request.attributes());
        attributes.removeIf(
                attribute -> !PersonReader.problems(settings, ReadRequest.of(request.directory(), List.of(attribute)))
                        .isEmpty());
        return ReadRequest.of(request.directory(), attributes).withGroups(request.groupsNeeded());
    }

    private boolean canLogIn(EntraSession session) {
        try {
            session.logIn();
            findings.ok("login", "a token was given");
            return true;
        } catch (DirectoryUnavailableException e) {
            error("connection", e);
        } catch (RuntimeException e) {
            error("login", e);
        }
        return false;
    }

    private void checkInside(EntraSession session, ReadRequest readable) {
        ChosenGroups chosen = new ChosenGroups(settings, session, () -> {});
        List<FoundGroup> groups;
        try {
            groups = chosen.tryToResolve();
        } catch (RuntimeException e) {
            error("groups", e);
            return;
        }
        chosen.problems().forEach((group, problem) -> findings.error(subject(group), problem));
        boolean partial = !chosen.problems().isEmpty();
        if (partial && groups.isEmpty()) {
            return; // no group at all would mean everybody
        }
        PersonReader persons = new PersonReader(settings, readable);
        PeopleSurvey survey = new PeopleSurvey();
        Delivery delivery = new Delivery(settings, persons, survey);
        GroupCounts counts = new GroupCounts(delivery, settings.scope().guests());
        boolean isRead = read(session, groups, persons, delivery, counts);
        groups.forEach(group -> tell(group, isRead ? counts : null));
        if (isRead) {
            tellGuests(counts);
            SurveyFindings.tell(
                    survey,
                    readable,
                    settings.people().externalId(),
                    String.join(" or ", settings.people().matchKeys()),
                    partial,
                    findings);
        }
    }

    private boolean read(
            EntraSession session,
            List<FoundGroup> groups,
            PersonReader persons,
            Delivery delivery,
            GroupCounts counts) {
        try {
            new ScopedPeople(settings, session, persons.selection(), counts).read(groups);
            delivery.checkThatPeopleCanBeRead();
            delivery.tellUnknownActivity();
            findings.ok(
                    "permissions",
                    (groups.isEmpty() ? Permission.USERS : Permission.MEMBERS).names() + ": people can be read");
            return true;
        } catch (DirectoryCredentialsException e) {
            error("permissions", e);
        } catch (RuntimeException e) {
            error("people", e);
        }
        return false;
    }

    private void tell(FoundGroup group, @Nullable GroupCounts counts) {
        for (Chosen chosen : settings.scope().groups()) {
            if (group.chosen().contains(chosen.text())) {
                String names = chosen.byId()
                        ? "; it is '" + Printable.of(group.displayName()) + "'"
                        : "; chosen as id:" + group.id() + " it stays the same after a rename";
                int people = counts == null ? -1 : counts.in(chosen.text());
                if (people < 0) {
                    findings.ok(subject(chosen), "is there" + names);
                } else if (people == 0) {
                    findings.warning(
                            subject(chosen),
                            "nobody in scope is in it" + names + "; check whether it is the right one");
                } else {
                    findings.ok(subject(chosen), people + (people == 1 ? " person" : " people") + " in scope" + names);
                }
            }
        }
    }

    private void tellGuests(GroupCounts counts) {
        if (settings.scope().guests()) {
            findings.ok("guests", "are in scope");
        } else {
            findings.ok("guests", counts.guests() + " left out");
        }
    }

    private static String subject(Chosen group) {
        return "group '" + group.text() + "'";
    }

    /** Our own exceptions say what to do; of others, only the type is told. */
    private void error(String subject, RuntimeException e) {
        if (e instanceof InterruptedReadException) {
            findings.error(subject, "could not be checked, because the thread was interrupted");
        } else {
            findings.error(
                    subject,
                    e instanceof DirectoryException
                            ? String.valueOf(e.getMessage())
                            : "could not be checked: " + e.getClass().getName());
        }
    }
}

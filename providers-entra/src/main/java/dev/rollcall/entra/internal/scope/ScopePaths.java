package dev.rollcall.entra.internal.scope;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.Guid;
import dev.rollcall.entra.internal.connection.EntraSession;
import dev.rollcall.entra.internal.connection.Permission;
import dev.rollcall.entra.internal.people.PersonReader;
import dev.rollcall.entra.internal.people.PropertyName;
import dev.rollcall.http.internal.client.Attendance;
import dev.rollcall.http.internal.client.Deadline;
import dev.rollcall.http.internal.client.InterruptedReadException;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.Wiring;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.identity.ExternalId;
import java.util.List;
import java.util.Optional;

/** Tells why somebody is in scope, in words that can stand behind "in scope by". */
public final class ScopePaths {

    /** Begins what is told of somebody who is not in scope. */
    private static final String NOTHING = "nothing: ";

    private static final String DOING = "looking up the person";

    private final EntraSettings settings;
    private final Wiring wiring;

    public ScopePaths(EntraSettings settings, Wiring wiring) {
        this.settings = settings;
        this.wiring = wiring;
    }

    /**
     * Tells each chosen group that somebody is in, with the groups between as far as they are found with a few
     * questions; for somebody who is not in scope, why not.
     *
     * @throws dev.rollcall.directory.DirectoryException if Graph cannot be asked, or a chosen group is not there
     */
    public List<String> of(ExternalId person) {
        Deadline deadline = Deadline.in(settings.http().totalTimeout(), wiring.time());
        try (EntraSession session = EntraSession.open(settings, wiring, deadline, Attendance.ATTENDED)) {
            return new Question(session).answer(person.value());
        } catch (InterruptedReadException e) {
            throw new DirectoryUnavailableException("Asking Microsoft Graph for the groups was interrupted", e);
        }
    }

    /** One question, in one session. */
    private final class Question {
        private final EntraSession session;

        Question(EntraSession session) {
            this.session = session;
        }

        List<String> answer(String externalId) {
            List<FoundGroup> groups = new ChosenGroups(settings, session, () -> {}).resolve();
            Optional<JsonObject> user = find(externalId);
            if (user.isEmpty()) {
                return List.of(NOTHING + "no user with this id is in the tenant, or the application may not see it");
            }
            if (!settings.scope().guests() && PersonReader.isGuest(user.get())) {
                return List.of(NOTHING + "it is a guest, and guests are left out");
            }
            String id = ObjectKind.id(user.get());
            if (id == null) {
                return List.of(NOTHING + "the user has no object id");
            }
            if (!isFoundByFilter(id)) {
                return List.of(NOTHING + "the filter does not find the user");
            }
            if (groups.isEmpty()) {
                return List.of("being a user of the tenant");
            }
            List<String> ways = new WaysUp(settings, session).from(id, groups);
            return ways.isEmpty() ? List.of(NOTHING + "the user is in no chosen group") : ways;
        }

        private Optional<JsonObject> find(String externalId) {
            PropertyName property = PropertyName.of(settings.people().externalId());
            return property.path().equals(List.of("id")) ? byId(externalId) : byValue(property, externalId);
        }

        private Optional<JsonObject> byId(String id) {
            if (!Guid.isOne(id)) {
                return Optional.empty();
            }
            Answer answer = session.ask(
                    Request.get(GraphAddress.of(settings.tenant().graph(), "/users/" + id)
                            .with("$select", PersonReader.TELLS_GUESTS)
                            .uri()),
                    DOING,
                    Permission.USERS);
            if (answer.status() == 404) {
                return Optional.empty();
            }
            if (!answer.isSuccess()) {
                throw session.refused(answer, DOING, Permission.USERS);
            }
            return Optional.of(GraphBody.one(answer, DOING));
        }

        /** Graph compares without regard to case, a read compares ids exactly (R13). */
        private Optional<JsonObject> byValue(PropertyName property, String value) {
            String path = String.join("/", property.path());
            String select = PersonReader.TELLS_GUESTS + "," + property.asked();
            Answer answer = ask(path + " eq " + GraphAddress.quoted(value), select);
            if (answer.status() == 400) {
                throw new DirectoryConfigurationException("It cannot be told for this external id: Microsoft Graph does"
                        + " not look for users by '" + property.name() + "'");
            }
            return taken(answer).stream()
                    .filter(user -> List.of(value).equals(property.valuesOrNull(user)))
                    .findFirst();
        }

        private boolean isFoundByFilter(String id) {
            String filter = settings.scope().filter();
            return filter == null
                    || !taken(ask("id eq " + GraphAddress.quoted(id) + " and (" + filter + ")", "id"))
                            .isEmpty();
        }

        private Answer ask(String filter, String select) {
            Request request = Request.get(GraphAddress.of(settings.tenant().graph(), "/users")
                            .with("$filter", filter)
                            .with("$select", select)
                            .with("$count", "true")
                            .uri())
                    .with("ConsistencyLevel", "eventual");
            return session.ask(request, DOING, Permission.USERS);
        }

        private List<JsonObject> taken(Answer answer) {
            if (!answer.isSuccess()) {
                throw session.refused(answer, DOING, Permission.USERS);
            }
            return GraphBody.few(answer, DOING);
        }
    }
}

package dev.rollcall.okta.internal.scope;

import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.http.internal.client.Attendance;
import dev.rollcall.http.internal.client.InterruptedReadException;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Printable;
import dev.rollcall.http.internal.exchange.Wiring;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.listing.Listings;
import dev.rollcall.http.internal.listing.Page;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.okta.internal.OktaSettings;
import dev.rollcall.okta.internal.OktaSettings.Chosen;
import dev.rollcall.okta.internal.connection.OktaSession;
import dev.rollcall.okta.internal.connection.Permission;
import dev.rollcall.okta.internal.listing.OktaList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells by which chosen groups somebody is in scope. */
public final class ScopePaths {

    /** Begins what is told of somebody who is not in scope. */
    private static final String NOTHING = "nothing: ";

    private static final int NOT_FOUND = 404;

    private final OktaSettings settings;
    private final Wiring wiring;

    public ScopePaths(OktaSettings settings, Wiring wiring) {
        this.settings = settings;
        this.wiring = wiring;
    }

    /**
     * The chosen groups that the person is a member of, in words, in the order of the configuration; for somebody who
     * is in none, why not. None where no group is chosen.
     *
     * @throws dev.rollcall.directory.DirectoryException if Okta cannot be asked
     */
    public List<String> of(ExternalId person) {
        if (settings.scope().groups().isEmpty()) {
            return List.of();
        }
        try (OktaSession session =
                OktaSession.open(settings, wiring, settings.http().totalTimeout(), Attendance.ATTENDED)) {
            return of(person, session);
        } catch (InterruptedReadException e) {
            throw new DirectoryUnavailableException(
                    "Waiting for Okta at " + settings.org() + " was broken off by an interrupt", e);
        }
    }

    private List<String> of(ExternalId person, OktaSession session) {
        OktaList list = new OktaList(
                "the memberships of a person", session.paths().groupsOf(person.value()), Set.of(), session.words());
        if (!isThere(list, session)) {
            return List.of(NOTHING + "nobody has this id, or the account that asks may not see them");
        }
        Map<String, JsonObject> groups = new LinkedHashMap<>();
        session.listings(Permission.PEOPLE).read(List.of(list), new Listings.Receiver<OktaList>() {
            @Override
            public void page(OktaList memberships, Page page) {
                page.items().forEach(group -> groups.put(group.text("id").orElse(""), group));
            }

            @Override
            public void waiting() {}
        });
        return paths(groups.values());
    }

    /** Asked for first, because a list that is not there is a failure everywhere else. */
    private static boolean isThere(OktaList list, OktaSession session) {
        String doing = "reading " + list.name();
        Answer answer = session.client().ask(list.first(), doing);
        if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
            throw session.words().refused(answer, doing);
        }
        return answer.isSuccess();
    }

    private List<String> paths(Collection<JsonObject> groups) {
        List<String> paths = new ArrayList<>();
        for (Chosen chosen : settings.scope().groups()) {
            groups.stream()
                    .filter(group -> (chosen.byId() ? group.text("id") : name(group))
                            .filter(chosen.value()::equals)
                            .isPresent())
                    .map(group -> path(chosen, group))
                    .forEach(paths::add);
        }
        return paths.isEmpty() ? List.of(NOTHING + "the person is in none of the chosen groups") : List.copyOf(paths);
    }

    private static Optional<String> name(JsonObject group) {
        return group.object("profile").flatMap(profile -> profile.text("name"));
    }

    private static String path(Chosen chosen, JsonObject group) {
        String other = chosen.byId()
                ? "'" + name(group).map(Printable::of).orElse("") + "'"
                : "id:" + group.text("id").map(Printable::of).orElse("");
        return ResolvedGroups.subject(chosen.text()) + " (" + other + ")";
    }
}

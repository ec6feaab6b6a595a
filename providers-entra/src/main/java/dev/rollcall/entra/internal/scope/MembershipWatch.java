package dev.rollcall.entra.internal.scope;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.Guid;
import dev.rollcall.entra.internal.connection.EntraSession;
import dev.rollcall.entra.internal.connection.Permission;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.json.MalformedJsonException;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices which groups' members change from one moment to another, by Graph's record of changes. Where Graph keeps
 * none, the read goes on without: whoever moved from one chosen group to another meanwhile may then be missed, which is
 * told.
 */
final class MembershipWatch {

    private static final String DOING = "watching for changes of groups";
    private static final Set<Integer> NONE_KEPT = Set.of(400, 403, 404, 405, 410, 501);
    private static final Set<String> UNUSED = Set.of("members@delta");

    private final EntraSettings settings;
    private final EntraSession session;
    private final Consumer<String> warning;
    private @Nullable URI place;

    private MembershipWatch(EntraSettings settings, EntraSession session, Consumer<String> warning) {
        this.settings = settings;
        this.session = session;
        this.warning = warning;
    }

    /** Watches from now on. */
    static MembershipWatch start(EntraSettings settings, EntraSession session, Consumer<String> warning) {
        MembershipWatch watch = new MembershipWatch(settings, session, warning);
        URI now = GraphAddress.of(settings.tenant().graph(), "/groups/delta")
                .with("$select", "id,members")
                .with("$deltatoken", "latest")
                .uri();
        watch.place = watch.toTheEnd(now, new HashSet<>());
        return watch;
    }

    /** The ids of the groups that changed since, in canonical spelling; none where that cannot be known. */
    Set<String> changed() {
        Set<String> changed = new HashSet<>();
        URI from = place;
        if (from != null) {
            toTheEnd(from, changed);
        }
        return changed;
    }

    /** Follows the changes to their end, and returns where later ones will be; null if Graph does not tell. */
    private @Nullable URI toTheEnd(URI start, Set<String> changed) {
        Set<URI> seen = new HashSet<>();
        URI at = start;
        while (true) {
            if (!seen.add(at) || seen.size() > settings.http().maxPages()) {
                throw noChanges("they have no end");
            }
            Answer answer = session.ask(Request.get(at), DOING, Permission.GROUPS);
            if (NONE_KEPT.contains(answer.status())) {
                warn(answer);
                return null;
            }
            if (!answer.isSuccess()) {
                throw session.refused(answer, DOING, Permission.GROUPS);
            }
            try {
                GraphBody body = GraphBody.of(answer, UNUSED);
                for (JsonObject group : body.items()) {
                    changed.add(Guid.canonical(group.text("id").orElseThrow(() -> noChanges("one is of no group"))));
                }
                Optional<URI> next = body.next();
                if (next.isEmpty()) {
                    return body.later().orElseThrow(() -> noChanges("they have no end"));
                }
                at = next.get();
            } catch (MalformedJsonException e) {
                throw noChanges(String.valueOf(e.getMessage()));
            }
        }
    }

    private static SnapshotIncompleteException noChanges(String why) {
        return new SnapshotIncompleteException(
                "Microsoft Graph's record of the groups that changed while people were read cannot be read: " + why);
    }

    private void warn(Answer answer) {
        warning.accept("Microsoft Graph does not tell which groups changed while people were read (status "
                + answer.status()
                + "): whoever moved from one chosen group to another meanwhile may be missing from this"
                + " read, and is found by the next");
    }
}

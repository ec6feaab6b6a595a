package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpQuestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code /groups/delta} answers: first every group, or nothing with {@code $deltatoken=latest}, later what
 * changed. Guarded by the tenant.
 */
final class GroupDelta {

    static final Set<String> NAMES = Set.of("delta", "delta()", "microsoft.graph.delta", "microsoft.graph.delta()");

    private static final int PAGE = 100;

    /** What a token stands for: the rest of a round, and where the next one begins. */
    private record State(Scope scope, List<ObjectNode> rest, int position) {}

    /** What was asked for in the first place. */
    record Scope(Select select, boolean members, Predicate<Entry> wanted) {}

    private enum Expiry {
        GONE,
        NOT_FOUND
    }

    private final String address;
    private final Tenant tenant;
    private final EntraPaging paging;
    private final Map<String, State> states = new HashMap<>();
    private final Map<String, Expiry> expired = new HashMap<>();

    GroupDelta(String origin, Tenant tenant, EntraPaging paging) {
        this.address = origin + "/v1.0/groups/delta";
        this.tenant = tenant;
        this.paging = paging;
    }

    /** All tokens handed out until now are answered with 410 and a Location, or with 400 syncStateNotFound. */
    void expire(boolean gone) {
        states.keySet().forEach(token -> expired.put(token, gone ? Expiry.GONE : Expiry.NOT_FOUND));
        states.clear();
    }

    ObjectNode answer(HttpQuestion question) {
        GraphQuery query = GraphQuery.of(question, "$select", "$filter", "$deltatoken", "$skiptoken");
        String delta = query.option("$deltatoken");
        String skip = query.option("$skiptoken");
        if (skip != null) {
            return page(state(skip, query));
        }
        GroupChanges changes = new GroupChanges(tenant, paging.deltaMembers());
        if (delta != null && !delta.equals("latest") && !delta.isEmpty()) {
            State state = state(delta, query);
            int now = tenant.changes().position();
            return page(new State(state.scope(), changes.since(state.position(), state.scope()), now));
        }
        Scope scope = scope(query);
        int now = tenant.changes().position();
        return page(new State(scope, delta != null && !delta.isEmpty() ? List.of() : changes.everything(scope), now));
    }

    private State state(String token, GraphQuery query) {
        if (query.options().size() > 1) {
            throw GraphFailure.bad("The options are part of the token.");
        }
        Expiry expiry = expired.get(token);
        if (expiry == Expiry.GONE) {
            throw GraphFailure.gone(address + "?$deltatoken=");
        }
        State state = states.get(token);
        if (state == null) {
            throw GraphFailure.of(400, "syncStateNotFound", "There is no such state to go on from.");
        }
        return state;
    }

    private static Scope scope(GraphQuery query) {
        String names = query.option("$select");
        @Nullable String properties = names;
        boolean members = names == null;
        if (names != null) {
            List<String> split = List.of(names.split(",", -1));
            members = split.contains("members");
            properties = String.join(
                    ",", split.stream().filter(name -> !name.equals("members")).toList());
            properties = properties.isEmpty() ? "id" : properties;
        }
        Set<Kind> kinds = Set.of(Kind.GROUP);
        Select select = Select.of(properties, kinds).inList(kinds);
        return new Scope(select, members, ODataFilter.of(query.option("$filter"), query));
    }

    private ObjectNode page(State state) {
        int size = Math.min(paging.size(PAGE), state.rest().size());
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("@odata.context", address.substring(0, address.lastIndexOf("/groups")) + "/$metadata#groups");
        List<ObjectNode> rest = state.rest().subList(size, state.rest().size());
        State next = new State(state.scope(), List.copyOf(rest), state.position());
        String token = "tok" + Integer.toString(states.size() + expired.size() + 1, 36) + "_-~.";
        states.put(token, next);
        if (rest.isEmpty()) {
            page.put("@odata.deltaLink", address + "?$deltatoken=" + token);
        } else {
            page.put("@odata.nextLink", paging.link(address + "?$skiptoken=" + token));
        }
        ArrayNode value = page.putArray("value");
        state.rest().subList(0, size).forEach(value::add);
        return page;
    }
}

package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpQuestion;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is answered below {@code /v1.0}. Guarded by the tenant. */
final class Graph {

    private static final String[] LIST = {"$select", "$top", "$filter", "$count", "$expand", "$skiptoken"};
    private static final String[] MIXED_LIST = {"$select", "$top", "$filter", "$count", "$skiptoken"};
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern MANAGER = Pattern.compile("manager(?:\\(\\$select=([A-Za-z0-9_,]+)\\))?");

    private final String origin;
    private final Directory directory;
    private final Permissions permissions;
    private final Pages pages;
    private final GroupDelta delta;
    private final Relations related;

    Graph(String origin, Directory directory, Permissions permissions, Pages pages, GroupDelta delta) {
        this.origin = origin;
        this.directory = directory;
        this.permissions = permissions;
        this.pages = pages;
        this.delta = delta;
        this.related = new Relations(pages, permissions);
    }

    /**
     * Answers a question.
     *
     * @throws GraphFailure where the answer is an error
     */
    ObjectNode answer(HttpQuestion question) {
        List<String> path = question.segments();
        if (!question.method().equals("GET")) {
            throw GraphFailure.of(405, "Request_BadRequest", "This method is not allowed here.");
        }
        String collection = path.size() > 1 && path.get(0).equals("v1.0") ? path.get(1) : "";
        permissions.check(collection);
        if (collection.equals("users") && path.size() <= 5) {
            return path.size() == 2 ? people(question) : path.size() == 3 ? person(question) : related(question);
        }
        if (collection.equals("groups") && path.size() <= 5) {
            return path.size() == 2 ? groups(question) : path.size() == 3 ? group(question) : related(question);
        }
        throw GraphFailure.noSegment(path.get(path.size() - 1));
    }

    private ObjectNode people(HttpQuestion question) {
        GraphQuery query = GraphQuery.of(question, LIST);
        Set<Kind> kinds = EnumSet.of(Kind.USER);
        Select select = Select.of(query.option("$select"), kinds).inList(kinds);
        Select manager = manager(query);
        Tenant tenant = directory.tenant(query.eventual());
        return pages.page(
                question,
                query,
                "users" + select.context(),
                tenant.people(),
                ODataFilter.of(query.option("$filter"), query),
                entry -> withManager(select.render(entry, false, true), manager, tenant, entry));
    }

    private ObjectNode person(HttpQuestion question) {
        GraphQuery query = GraphQuery.of(question, "$select", "$expand");
        Select select = Select.of(query.option("$select"), Kind.USER);
        Tenant tenant = directory.tenant(query.eventual());
        Entry person = found(tenant, question);
        ObjectNode told = select.render(person, false, true);
        return entity("users" + select.context(), withManager(told, manager(query), tenant, person));
    }

    private ObjectNode groups(HttpQuestion question) {
        GraphQuery query = GraphQuery.of(question, MIXED_LIST);
        Set<Kind> kinds = EnumSet.of(Kind.GROUP);
        Select select = Select.of(query.option("$select"), kinds).inList(kinds);
        return pages.page(
                question,
                query,
                "groups" + select.context(),
                directory.tenant(query.eventual()).groups(),
                ODataFilter.of(query.option("$filter"), query),
                entry -> select.render(entry, false, true));
    }

    private ObjectNode group(HttpQuestion question) {
        if (GroupDelta.NAMES.contains(question.segments().get(2))) {
            return delta.answer(question);
        }
        GraphQuery query = GraphQuery.of(question, "$select");
        Select select = Select.of(query.option("$select"), Kind.GROUP);
        Entry group = found(directory.tenant(query.eventual()), question);
        return entity("groups" + select.context(), select.render(group, false, true));
    }

    private ObjectNode related(HttpQuestion question) {
        GraphQuery query = GraphQuery.of(question, MIXED_LIST);
        Tenant tenant = directory.tenant(query.eventual());
        return related.answer(question, query, tenant, found(tenant, question));
    }

    /** The object that the second and third part of the path name. */
    private static Entry found(Tenant tenant, HttpQuestion question) {
        String id = question.segments().get(2);
        if (question.segments().get(1).equals("users")) {
            return tenant.person(id).orElseThrow(GraphFailure::notFound);
        }
        if (!GUID.matcher(id).matches()) {
            throw GraphFailure.bad("This is not the id of an object.");
        }
        Entry group = tenant.find(id);
        if (group == null || group.kind() != Kind.GROUP) {
            throw GraphFailure.notFound();
        }
        return group;
    }

    private static @Nullable Select manager(GraphQuery query) {
        String expand = query.option("$expand");
        if (expand == null) {
            return null;
        }
        Matcher matcher = MANAGER.matcher(expand);
        if (!matcher.matches()) {
            throw GraphFailure.bad("This cannot be expanded.");
        }
        return Select.of(matcher.group(1), Kind.USER);
    }

    private static ObjectNode withManager(ObjectNode told, @Nullable Select select, Tenant tenant, Entry person) {
        String id = person.manager();
        Entry manager = id == null ? null : tenant.find(id);
        if (select != null && manager != null) {
            told.set("manager", select.render(manager, true, true));
        }
        return told;
    }

    private ObjectNode entity(String context, ObjectNode told) {
        ObjectNode entity = Objects.requireNonNull(told.objectNode());
        entity.put("@odata.context", origin + "/v1.0/$metadata#" + context + "/$entity");
        told.properties().forEach(property -> entity.set(property.getKey(), property.getValue()));
        return entity;
    }
}

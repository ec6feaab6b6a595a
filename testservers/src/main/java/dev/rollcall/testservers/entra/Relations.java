package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpQuestion;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Members of groups, and the groups that people and groups are in. Guarded by the tenant. */
final class Relations {

    private final Pages pages;
    private final Permissions permissions;

    Relations(Pages pages, Permissions permissions) {
        this.pages = pages;
        this.permissions = permissions;
    }

    /** One page of a list of objects of several kinds, or of the one kind that the end of the path names. */
    ObjectNode answer(HttpQuestion question, GraphQuery query, Tenant tenant, Entry owner) {
        List<String> path = question.segments();
        List<Entry> list = list(path.get(3), tenant, owner);
        Optional<Kind> only = cast(path);
        if (only.isPresent()) {
            query.needsIndex("A list of one kind of object");
            if (only.get() == Kind.GROUP && isUnified(owner)) {
                throw GraphFailure.unsupported("There are no groups in a Microsoft 365 group.");
            }
        }
        String filter = query.option("$filter");
        if (filter != null) {
            query.needsIndex("A filter of such a list");
        }
        Set<Kind> kinds = only.map(Set::of).orElseGet(() -> EnumSet.allOf(Kind.class));
        Select select = Select.of(query.option("$select"), kinds).inList(kinds);
        Predicate<Entry> wanted = ODataFilter.of(filter, query);
        return pages.page(
                question,
                query,
                only.map(Kind::collection).orElse("directoryObjects") + select.context(),
                list,
                wanted.and(entry -> kinds.contains(entry.kind())),
                entry -> select.render(entry, only.isEmpty(), permissions.readable(entry.kind())));
    }

    private static boolean isUnified(Entry group) {
        JsonNode types = group.value("groupTypes");
        return types != null
                && types.valueStream().anyMatch(type -> type.asString().equals("Unified"));
    }

    private static List<Entry> list(String relation, Tenant tenant, Entry owner) {
        boolean group = owner.kind() == Kind.GROUP;
        if (group && relation.equals("members")) {
            return tenant.members(owner);
        }
        if (group && relation.equals("transitiveMembers")) {
            return tenant.transitiveMembers(owner);
        }
        return switch (relation) {
            case "memberOf" -> tenant.memberOf(owner);
            case "transitiveMemberOf" -> tenant.transitiveMemberOf(owner);
            default -> throw GraphFailure.noSegment(relation);
        };
    }

    private static Optional<Kind> cast(List<String> path) {
        if (path.size() < 5) {
            return Optional.empty();
        }
        return Optional.of(Kind.cast(path.get(4)).orElseThrow(() -> GraphFailure.noSegment(path.get(4))));
    }
}

package dev.rollcall.entra.internal.scope;

import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.people.PersonReader;
import dev.rollcall.entra.internal.people.Selection;

/** The lists that a read asks for. */
final class Questions {

    /** What is asked of groups. */
    static final String OF_GROUPS = "id,displayName,visibility,groupTypes";

    private static final String LARGEST_PAGE = "999";
    private static final String CAST = "/microsoft.graph.";

    private final EntraSettings settings;
    private final Selection selection;

    Questions(EntraSettings settings, Selection selection) {
        this.settings = settings;
        this.selection = selection;
    }

    /** Groups of a name, as Graph compares names. */
    static GraphList groupsNamed(EntraSettings settings, String name) {
        GraphAddress address = GraphAddress.of(settings.tenant().graph(), "/groups")
                .with("$filter", "displayName eq " + GraphAddress.quoted(name))
                .with("$select", OF_GROUPS);
        return new GraphList("the groups named '" + name + "'", address.uri(), false, null);
    }

    /** Everybody of the tenant; with their managers, if they are asked for. */
    GraphList users() {
        GraphAddress address =
                of("/users").with("$select", selection.select()).with("$top", String.valueOf(settings.pageSize()));
        if (selection.needsManager()) {
            address = address.with("$expand", selection.expand());
        }
        return new GraphList("the users of the tenant", filtered(address).uri(), hasFilter(), null);
    }

    /** The ids of everybody of the tenant, and what tells guests. */
    GraphList idsOfUsers() {
        GraphAddress address = of("/users")
                .with("$select", PersonReader.TELLS_GUESTS)
                .with("$top", String.valueOf(settings.pageSize()));
        return new GraphList("the ids of the users of the tenant", address.uri(), false, null);
    }

    /**
     * The people in a group: where there is no filter, everything that is in it, which Graph answers without its index
     * (F80).
     */
    GraphList members(FoundGroup group) {
        GraphAddress address = of(members(group.id()) + (hasFilter() ? CAST + "user" : ""))
                .with("$select", selection.select())
                .with("$top", String.valueOf(settings.pageSize()));
        return new GraphList("the members of " + group, filtered(address).uri(), hasFilter(), group);
    }

    /** The ids of everything in a group. */
    GraphList ids(FoundGroup group) {
        GraphAddress address =
                of(members(group.id())).with("$select", "id").with("$top", String.valueOf(settings.pageSize()));
        return new GraphList("the members of " + group, address.uri(), false, group);
    }

    /** Anything that is in a group, if there is anything. */
    GraphList anyMember(FoundGroup group) {
        GraphAddress address =
                of("/groups/" + group.id() + "/members").with("$select", "id").with("$top", "1");
        return new GraphList("the members of " + group, address.uri(), false, group);
    }

    /** The groups in a group; Graph refuses the question for a Microsoft 365 group. */
    GraphList groupsIn(FoundGroup group) {
        GraphAddress address = of(members(group.id()) + CAST + "group")
                .with("$select", "id")
                .with("$top", LARGEST_PAGE)
                .with("$count", "true");
        return new GraphList("the groups in " + group, address.uri(), true, group);
    }

    private String members(String id) {
        return "/groups/" + id + (settings.scope().nested() ? "/transitiveMembers" : "/members");
    }

    private GraphAddress of(String path) {
        return GraphAddress.of(settings.tenant().graph(), path);
    }

    private GraphAddress filtered(GraphAddress address) {
        String filter = settings.scope().filter();
        return filter == null ? address : address.with("$filter", filter).with("$count", "true");
    }

    private boolean hasFilter() {
        return settings.scope().filter() != null;
    }
}

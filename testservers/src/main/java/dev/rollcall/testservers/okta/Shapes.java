package dev.rollcall.testservers.okta;

import java.net.URI;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** People and groups as JSON. */
final class Shapes {

    private final URI address;

    Shapes(URI address) {
        this.address = address;
    }

    ObjectNode person(PersonState person) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", person.id());
        json.put("status", person.status());
        json.set("created", Times.json(person.created()));
        json.set("activated", Times.json(person.activated()));
        json.set("statusChanged", Times.json(person.statusChanged()));
        json.putNull("lastLogin");
        json.set("lastUpdated", Times.json(person.lastUpdated()));
        json.set("passwordChanged", Times.json(person.activated()));
        json.putObject("type").put("id", person.typeId());
        json.putObject("profile").setAll(person.profile());
        json.putObject("credentials").putObject("provider").put("type", "OKTA").put("name", "OKTA");
        json.putObject("_links").set("self", href("/api/v1/users/" + person.id()));
        return json;
    }

    ObjectNode group(GroupState group) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", group.id());
        json.set("created", Times.json(group.created()));
        json.set("lastUpdated", Times.json(group.lastUpdated()));
        json.set("lastMembershipUpdated", Times.json(group.lastMembershipUpdated()));
        json.putArray("objectClass").add(group.objectClass());
        json.put("type", group.type());
        json.putObject("profile").setAll(group.profile());
        ObjectNode links = json.putObject("_links");
        links.set("users", href("/api/v1/groups/" + group.id() + "/users"));
        links.set("apps", href("/api/v1/groups/" + group.id() + "/apps"));
        return json;
    }

    ObjectNode groupWithCount(GroupState group, int people) {
        ObjectNode json = group(group);
        json.putObject("_embedded").putObject("stats").put("usersCount", people);
        return json;
    }

    private ObjectNode href(String path) {
        return JsonMapper.shared().createObjectNode().put("href", address + path);
    }
}

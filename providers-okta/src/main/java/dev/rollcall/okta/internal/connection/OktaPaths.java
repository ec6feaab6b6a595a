package dev.rollcall.okta.internal.connection;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The addresses of what Okta is asked for. Immutable. */
public final class OktaPaths {

    private final URI org;
    private final int pageSize;

    public OktaPaths(URI org, int pageSize) {
        this.org = org;
        this.pageSize = pageSize;
    }

    /** The endpoint that gives tokens. */
    public URI token() {
        return at("/oauth2/v1/token");
    }

    /** Everybody but deactivated people. */
    public URI people() {
        return at("/api/v1/users?limit=" + pageSize);
    }

    /** Whom an expression of {@code search} finds. */
    public URI peopleBySearch(String expression) {
        return at("/api/v1/users?search=" + encoded(expression) + "&limit=" + pageSize);
    }

    /** Whom an expression of {@code filter} finds. */
    public URI peopleByFilter(String expression) {
        return at("/api/v1/users?filter=" + encoded(expression) + "&limit=" + pageSize);
    }

    /** A group. */
    public URI group(String id) {
        return at("/api/v1/groups/" + encoded(id));
    }

    /** The groups of a name, which Okta compares without regard to case. */
    public URI groupsNamed(String name) {
        String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
        return at("/api/v1/groups?search=" + encoded("profile.name eq \"" + quoted + "\"") + "&limit=" + pageSize);
    }

    /** The groups that every org has, Everyone among them. */
    public URI builtInGroups() {
        return at("/api/v1/groups?filter=" + encoded("type eq \"BUILT_IN\"") + "&limit=" + pageSize);
    }

    /** The members of a group. */
    public URI members(String group) {
        return at("/api/v1/groups/" + encoded(group) + "/users?limit=" + pageSize);
    }

    /** The groups of a person. */
    public URI groupsOf(String person) {
        return at("/api/v1/users/" + encoded(person) + "/groups?limit=" + pageSize);
    }

    /** The shortest question there is about people, and about groups. */
    public URI trial(boolean ofGroups) {
        return at(ofGroups ? "/api/v1/groups?limit=1" : "/api/v1/users?limit=1");
    }

    private URI at(String path) {
        return URI.create(org + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;
import java.util.List;

/** The kinds of calls; each has its own rate limit. */
public enum OktaCall {
    /** {@code POST /oauth2/v1/token}. */
    TOKEN(""),
    /** {@code GET /api/v1/users}. */
    USERS("okta.users.read"),
    /** {@code GET /api/v1/users/{id or login}}. */
    USER("okta.users.read"),
    /** {@code GET /api/v1/users/{id or login}/groups}. */
    USER_GROUPS("okta.users.read"),
    /** {@code GET /api/v1/groups}. */
    GROUPS("okta.groups.read"),
    /** {@code GET /api/v1/groups/{id}}. */
    GROUP("okta.groups.read"),
    /** {@code GET /api/v1/groups/{id}/users}. */
    MEMBERS("okta.groups.read"),
    /** Anything else, which is not there. */
    OTHER("");

    private final String scope;

    OktaCall(String scope) {
        this.scope = scope;
    }

    /** The OAuth scope that allows the call; empty where none is needed. */
    String scope() {
        return scope;
    }

    static OktaCall of(HttpQuestion question) {
        if (question.method().equals("POST")) {
            return question.rawPath().equals("/oauth2/v1/token") ? TOKEN : OTHER;
        }
        List<String> parts = question.segments();
        if (!question.method().equals("GET")
                || parts.size() < 3
                || !parts.get(0).equals("api")
                || !parts.get(1).equals("v1")) {
            return OTHER;
        }
        boolean ofUsers = parts.get(2).equals("users");
        if (!ofUsers && !parts.get(2).equals("groups")) {
            return OTHER;
        }
        if (parts.size() == 3) {
            return ofUsers ? USERS : GROUPS;
        }
        if (parts.size() == 4) {
            return ofUsers ? USER : GROUP;
        }
        if (parts.size() == 5 && parts.get(4).equals(ofUsers ? "groups" : "users")) {
            return ofUsers ? USER_GROUPS : MEMBERS;
        }
        return OTHER;
    }
}

package dev.rollcall.okta.internal.connection;

import dev.rollcall.http.internal.exchange.Answer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an account may be allowed to do in Okta. */
public enum Permission {
    PEOPLE("okta.users.read", "see users"),
    GROUPS("okta.groups.read", "see groups and their members");

    private static final Pattern NAMED = Pattern.compile("scope=\"(okta\\.[A-Za-z.]{1,60})[ \"]");

    private final String scope;
    private final String words;

    Permission(String scope, String words) {
        this.scope = scope;
        this.words = words;
    }

    /** The name of the OAuth scope. */
    public String scope() {
        return scope;
    }

    /**
     * What to do about a refusal, in words.
     *
     * @param app whether a service app asks, and not an administrator's token
     */
    public String remedy(boolean app) {
        return app
                ? "grant the service app the scope " + scope + ", and give it an administrator role that may " + words
                : "give the administrator whose API token it is a role that may " + words + " (" + scope + ")";
    }

    /** The permission that was missing where this one was needed: the one that the refusal names, or else this one. */
    Permission missing(Answer refusal) {
        for (String challenge : refusal.headers("WWW-Authenticate")) {
            Matcher named = NAMED.matcher(challenge);
            if (named.find()) {
                return named.group(1).equals(GROUPS.scope) ? GROUPS : PEOPLE;
            }
        }
        return this;
    }
}

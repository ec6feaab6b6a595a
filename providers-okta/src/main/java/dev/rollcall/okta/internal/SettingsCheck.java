package dev.rollcall.okta.internal;

import dev.rollcall.directory.Activity;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.okta.internal.OktaSettings.Chosen;
import dev.rollcall.okta.internal.OktaSettings.Credentials;
import dev.rollcall.okta.internal.OktaSettings.Credentials.ApiToken;
import dev.rollcall.okta.internal.OktaSettings.Credentials.ServiceApp;
import dev.rollcall.okta.internal.people.AttributePath;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what a builder was given and collects everything that is wrong, so that all of it is told at once. */
public final class SettingsCheck {

    /** Chooses a group by its id. */
    private static final String BY_ID = "id:";

    private static final Pattern GROUP_ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern STATUS = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final int LARGEST_PAGE = 200;

    private final List<String> problems = new ArrayList<>();

    /** Checks the address of the org. */
    public URI org(String text, HttpSettings http) {
        OrgAddress address = OrgAddress.of(text, http);
        problems.addAll(address.problems());
        return address.uri();
    }

    /** Checks that there is one way to prove who asks. */
    public Credentials credentials(@Nullable ApiToken token, @Nullable ServiceApp app) {
        if (token != null && app != null) {
            problems.add("apiToken(...) and serviceApp(...) exclude each other");
        }
        if (app != null) {
            notBlank("the client id of the service app", app.clientId());
            notBlank("the key id of the service app", app.keyId());
            return app;
        }
        if (token == null) {
            problems.add("apiToken(...) or serviceApp(...) is missing");
            return new ApiToken(() -> new char[0]);
        }
        return token;
    }

    private void notBlank(String what, String text) {
        if (text.isBlank()) {
            problems.add(what + " must not be blank");
        }
    }

    /** Checks that no choice of groups was one of none: that would be nobody, and must not be taken for everybody. */
    public void someGroup(boolean noGroup) {
        if (noGroup) {
            problems.add("inGroups(...) was given no group; leave it out for everybody");
        }
    }

    /** Checks whom access is granted to. */
    public OktaSettings.Scope scope(
            Collection<String> groups, @Nullable String search, @Nullable String filter, boolean deactivated) {
        List<String> ways = new ArrayList<>();
        if (!groups.isEmpty()) {
            ways.add("inGroups(...)");
        }
        if (search != null) {
            ways.add("search(...)");
            notBlank("the expression of search(...)", search);
        }
        if (filter != null) {
            ways.add("filter(...)");
            notBlank("the expression of filter(...)", filter);
        }
        if (ways.size() > 1) {
            problems.add(String.join(" and ", ways) + " exclude each other: choose one");
        }
        return new OktaSettings.Scope(chosen(groups), search != null ? search : filter, search != null, deactivated);
    }

    private List<Chosen> chosen(Collection<String> texts) {
        Map<String, Chosen> result = new LinkedHashMap<>();
        for (String text : texts) {
            if (text.isBlank()) {
                problems.add("the name of a group must not be blank");
            } else if (text.startsWith(BY_ID)) {
                String id = text.substring(BY_ID.length()).strip();
                if (!GROUP_ID.matcher(id).matches()) {
                    problems.add("'" + text + "' names no id of a group; one looks like id:00g1a2b3c4D5e6F7g8h9");
                }
                result.putIfAbsent(text, new Chosen(text, true, id));
            } else {
                result.putIfAbsent(text, new Chosen(text, false, text));
            }
        }
        return List.copyOf(result.values());
    }

    /** Checks what is read of a person. */
    public OktaSettings.People people(String matchKey, Map<String, Activity> activity) {
        AttributePath.problem(matchKey).ifPresent(problem -> problems.add("matchKey: " + problem));
        for (String status : activity.keySet()) {
            if (!STATUS.matcher(status).matches()) {
                problems.add("'" + status + "' is no status; one is written like PASSWORD_EXPIRED");
            }
        }
        return new OktaSettings.People(matchKey, Map.copyOf(activity));
    }

    /** Checks how many people are asked for at a time. */
    public int pageSize(int people) {
        if (people < 1 || people > LARGEST_PAGE) {
            problems.add("pageSize must be from 1 to " + LARGEST_PAGE + ", not " + people);
        }
        return people;
    }

    /** Checks limits, trust and proxy. */
    public HttpSettings http(HttpSettings settings) {
        problems.addAll(settings.problems());
        return settings;
    }

    /**
     * Returns the settings, if all of them can be used.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    public OktaSettings settings(OktaSettings settings) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The Okta directory cannot be used: " + String.join("; ", problems));
        }
        return settings;
    }
}

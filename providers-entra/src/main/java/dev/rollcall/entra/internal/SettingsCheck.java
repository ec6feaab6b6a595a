package dev.rollcall.entra.internal;

import dev.rollcall.entra.internal.EntraSettings.Chosen;
import dev.rollcall.entra.internal.EntraSettings.Credentials;
import dev.rollcall.entra.internal.people.PropertyName;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.exchange.Origin;
import dev.rollcall.http.internal.exchange.ServiceAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what a builder was given and collects everything that is wrong, so that all of it is told at once. */
public final class SettingsCheck {

    /** Chooses a group by its id. */
    private static final String BY_ID = "id:";

    private static final int LEAST_KEY = 2048;
    private static final int LARGEST_PAGE = 999;

    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.{4,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]");

    /** What stands in place of a tenant where people of many may sign in; an application is of one. */
    private static final Set<String> NO_TENANT = Set.of("common", "organizations", "consumers");

    private static final URI NOWHERE = URI.create("https://nowhere.invalid");

    private final List<String> errors = new ArrayList<>();

    /** Checks where the directory is. */
    public EntraSettings.Tenant tenant(String name, String clientId, String login, String graph, HttpSettings http) {
        String tenant = name.strip();
        if (NO_TENANT.contains(tenant.toLowerCase(Locale.ROOT))) {
            errors.add("'" + tenant + "' is no tenant: name the tenant's id or one of its domains");
        } else if (!Guid.isOne(tenant) && !DOMAIN.matcher(tenant).matches()) {
            errors.add("the tenant must be its id (a GUID) or one of its domains, such as example.onmicrosoft.com");
        }
        if (!Guid.isOne(clientId.strip())) {
            errors.add("the client id must be the application's id, a GUID: it is \"Application (client) ID\" of the"
                    + " app registration");
        }
        return new EntraSettings.Tenant(
                tenant,
                clientId.strip(),
                address("the address of the login", login, http),
                address("the address of Graph", graph, http));
    }

    /** Returns an address without a path. */
    private URI address(String what, String text, HttpSettings http) {
        try {
            URI uri = new URI(text.strip());
            List<String> problems = ServiceAddress.problems(uri, http);
            problems.forEach(problem -> errors.add(what + " " + problem));
            if (!List.of("", "/").contains(Objects.requireNonNullElse(uri.getRawPath(), ""))) {
                errors.add(what + " must have nothing after the host: the tenant and the version are added");
            }
            return problems.isEmpty() ? URI.create(Origin.of(uri).toString()) : NOWHERE;
        } catch (URISyntaxException e) {
            errors.add(what + " is none; one looks like https://graph.microsoft.com");
            return NOWHERE;
        }
    }

    /** Checks what proves who asks; there must be one of it. */
    public @Nullable Credentials credentials(@Nullable Credentials credentials, int howOften) {
        if (howOften != 1) {
            errors.add(
                    howOften == 0
                            ? "secret(...) or certificate(...) is missing"
                            : "secret(...) and certificate(...) exclude each other, and each is set once");
        }
        if (credentials instanceof Credentials.Certificate with) {
            if (!(with.certificate().getPublicKey() instanceof RSAPublicKey key)) {
                errors.add("the certificate must be of an RSA key");
            } else if (key.getModulus().bitLength() < LEAST_KEY) {
                errors.add("the certificate's key has " + key.getModulus().bitLength() + " bits; it must have "
                        + LEAST_KEY + " or more");
            }
        }
        return credentials;
    }

    /** Checks that no choice of groups was one of none: that would be nobody, and must not be taken for everybody. */
    public void someGroup(boolean noGroup) {
        if (noGroup) {
            errors.add("inGroups(...) was given no group; leave it out for everybody");
        }
    }

    /** Checks whom access is granted to. */
    public EntraSettings.Scope scope(
            Collection<String> groups, boolean nested, @Nullable String filter, boolean guests) {
        Map<String, Chosen> chosen = new LinkedHashMap<>();
        for (String text : groups) {
            String id = text.startsWith(BY_ID) ? text.substring(BY_ID.length()).strip() : null;
            if (id != null && !Guid.isOne(id)) {
                errors.add("inGroups: '" + text + "' is no id of a group; one looks like"
                        + " id:00000000-0000-0000-0000-000000000000");
            } else if (text.isBlank()) {
                errors.add("inGroups: a name must not be blank");
            } else {
                chosen.putIfAbsent(
                        text, id == null ? new Chosen(text, false, text) : new Chosen(text, true, Guid.canonical(id)));
            }
        }
        if (filter != null && filter.isBlank()) {
            errors.add("the filter must not be blank; leave it out for none");
        }
        return new EntraSettings.Scope(List.copyOf(chosen.values()), nested, filter, guests);
    }

    /** Checks what is read of a person. */
    public EntraSettings.People people(List<String> matchKeys, String externalId) {
        matchKeys.forEach(name -> property("matchKey", name));
        property("externalId", externalId);
        return new EntraSettings.People(matchKeys, externalId);
    }

    private void property(String what, String name) {
        PropertyName.problem(name).ifPresent(problem -> errors.add(what + ": " + problem));
        if (PropertyName.isOfManager(name)) {
            errors.add(what + ": '" + name + "' says something of somebody else");
        }
    }

    /**
     * Returns it all.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    public EntraSettings settings(
            EntraSettings.Tenant tenant,
            @Nullable Credentials credentials,
            EntraSettings.Scope scope,
            EntraSettings.People people,
            int pageSize,
            HttpSettings http) {
        if (pageSize < 1 || pageSize > LARGEST_PAGE) {
            errors.add("the page size must be from 1 to " + LARGEST_PAGE + ", not " + pageSize);
        }
        errors.addAll(http.problems());
        if (!errors.isEmpty() || credentials == null) {
            throw new IllegalArgumentException("The Entra ID directory cannot be used: " + String.join("; ", errors));
        }
        return new EntraSettings(tenant, credentials, scope, people, pageSize, http);
    }
}

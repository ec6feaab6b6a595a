package dev.rollcall.ldap.internal;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.ldap.DanglingMembers;
import dev.rollcall.ldap.LdapActivity;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.internal.connection.Account;
import dev.rollcall.ldap.internal.connection.ConnectionSettings;
import dev.rollcall.ldap.internal.people.AttributeTypes;
import dev.rollcall.ldap.internal.people.Credentials;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks what a builder was given and collects everything that is wrong, so that all of it is told at once. */
public final class SettingsCheck {

    /** Chooses a group or unit by its id. */
    private static final String BY_ID = "id:";

    private static final int HIGHEST_PORT = 65_535;

    private final List<String> errors = new ArrayList<>();

    /** A server as it was named; port 0 for the usual one. */
    public record Address(String host, int port) {}

    /** The time limits. */
    public record Times(Duration connect, Duration bind, Duration response, Duration total) {}

    /** What was chosen, as text. */
    public record Chosen(
            List<String> bases, List<String> groups, List<String> units, List<String> exceptUnits, boolean both) {}

    /** How groups work. */
    public record Groups(
            Nesting nesting,
            int maxDepth,
            Membership membership,
            String attribute,
            String loginAttribute,
            String filter,
            DanglingMembers danglingMembers,
            @Nullable Path memory) {}

    /** Checks the service account; null if there is to be none. */
    public @Nullable Account account(@Nullable String name, @Nullable Supplier<char[]> password, boolean anonymous) {
        if (name == null || password == null) {
            if (!anonymous) {
                errors.add("account(name, password) is missing; anonymous() is for servers that let nobody read");
            }
            return null;
        }
        if (anonymous) {
            errors.add("account(...) and anonymous() exclude each other");
        }
        if (name.isBlank()) {
            errors.add("the account's name must not be blank");
        }
        return new Account(name, password);
    }

    /** Checks how to get to a server. */
    public ConnectionSettings connection(
            List<Address> servers,
            LdapSecurity security,
            LdapTrust trust,
            @Nullable String certificateName,
            @Nullable Account account,
            Times times,
            int largestMessage) {
        if (servers.isEmpty()) {
            errors.add("server(...) is missing");
        }
        for (Address server : servers) {
            if (server.host().isBlank()
                    || server.host().contains("/")
                    || server.host().contains(" ")) {
                errors.add("'" + server.host() + "' is no host name: write it without ldap:// and without a port");
            }
            if (server.port() < 0 || server.port() > HIGHEST_PORT) {
                errors.add(
                        "the port " + server.port() + " of " + server.host() + " is not between 1 and " + HIGHEST_PORT);
            }
        }
        if (security == LdapSecurity.INSECURE && certificateName != null) {
            errors.add("certificateName(...) means nothing without TLS");
        }
        time("connectTimeout", times.connect());
        time("bindTimeout", times.bind());
        time("responseTimeout", times.response());
        time("totalTimeout", times.total());
        if (largestMessage < 1000) {
            errors.add("maxEntryBytes must be 1000 or more");
        }
        return new ConnectionSettings(
                servers.stream()
                        .map(server -> new ConnectionSettings.Server(
                                server.host(), server.port() == 0 ? security.defaultPort() : server.port()))
                        .toList(),
                security,
                trust,
                certificateName,
                account,
                times.connect(),
                times.bind(),
                times.response(),
                times.total(),
                largestMessage);
    }

    private void time(String name, Duration duration) {
        if (duration.compareTo(Duration.ofMillis(1)) < 0 || duration.compareTo(Duration.ofDays(20)) > 0) {
            errors.add(name + " must be between a millisecond and 20 days");
        }
    }

    /** Checks that no choice was one of nothing, which must not be taken for everybody. */
    public void emptyChoices(Collection<String> empty) {
        for (String choice : empty) {
            errors.add(choice + "(...) was given no " + (choice.equals("inGroups") ? "group" : "unit")
                    + "; leave it out for " + (choice.equals("exceptUnits") ? "none" : "everybody"));
        }
    }

    /** Checks whom access is granted to. */
    public LdapSettings.Scope scope(Chosen chosen, Groups groups) {
        if (chosen.bases().isEmpty()) {
            errors.add("base(...) is missing");
        }
        if (chosen.both() && (chosen.groups().isEmpty() || chosen.units().isEmpty())) {
            errors.add("groupsAndUnits(true) needs inGroups(...) and inUnits(...)");
        }
        if (groups.maxDepth() < 1) {
            errors.add("maxNestingDepth must be 1 or more");
        }
        if (groups.nesting() == Nesting.IN_CHAIN && groups.membership() != Membership.PERSON_ATTRIBUTE) {
            errors.add("Nesting.IN_CHAIN needs Membership.PERSON_ATTRIBUTE; Nesting.EXPANDED works with any");
        }
        attribute("membershipAttribute", groups.attribute());
        attribute("loginAttribute", groups.loginAttribute());
        List<DN> bases = topmost(dns("base", chosen.bases()));
        return new LdapSettings.Scope(
                bases,
                chosen("inGroups", chosen.groups()),
                chosen("inUnits", chosen.units()),
                chosen("exceptUnits", chosen.exceptUnits()),
                chosen.both(),
                groups.membership() == Membership.GROUP_LOGIN_NAMES ? Nesting.OFF : groups.nesting(),
                groups.maxDepth(),
                groups.membership(),
                groups.attribute(),
                groups.loginAttribute(),
                filter("groupFilter", groups.filter()),
                groups.danglingMembers(),
                groups.memory());
    }

    private List<LdapSettings.Chosen> chosen(String what, Collection<String> texts) {
        List<LdapSettings.Chosen> result = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (String text : texts) {
            if (!seen.add(text)) {
                continue;
            }
            if (text.startsWith(BY_ID)) {
                result.add(new LdapSettings.Chosen(
                        text, null, text.substring(BY_ID.length()).strip()));
            } else if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                errors.add(what + ": a line break in a name has to be written as \\0a or \\0d");
            } else {
                dns(what, List.of(text)).forEach(dn -> result.add(new LdapSettings.Chosen(text, dn, null)));
            }
        }
        return List.copyOf(result);
    }

    private List<DN> dns(String what, Collection<String> texts) {
        List<DN> result = new ArrayList<>();
        for (String text : texts) {
            try {
                DN dn = new DN(text);
                if (dn.isNullDN()) {
                    errors.add(what + ": a DN must not be empty");
                } else {
                    result.add(dn);
                }
            } catch (LDAPException e) {
                errors.add(what + ": '" + text + "' is no DN; one looks like OU=Staff,DC=example,DC=com");
            }
        }
        return List.copyOf(result);
    }

    private static List<DN> topmost(List<DN> dns) {
        List<DN> result = new ArrayList<>();
        for (DN dn : dns) {
            boolean covered = result.contains(dn) || dns.stream().anyMatch(other -> dn.isDescendantOf(other, false));
            if (!covered) {
                result.add(dn);
            }
        }
        return List.copyOf(result);
    }

    /** Checks who is a person and what is read of one; the operator's filter is joined by AND. */
    public LdapSettings.People people(
            String filter,
            @Nullable String extra,
            String matchKey,
            LdapExternalId externalId,
            LdapActivity activity,
            Set<String> binary) {
        Filter people = filter("peopleFilter", filter);
        attribute("matchKey", matchKey);
        attribute("externalId", externalId.attribute());
        activity.attributes().forEach(name -> attribute("activity", name));
        Set<String> names = new TreeSet<>();
        binary.forEach(name -> {
            attribute("binary", name);
            names.add(name.toLowerCase(Locale.ROOT));
        });
        return new LdapSettings.People(
                extra == null ? people : Filter.createANDFilter(people, filter("filter", extra)),
                matchKey,
                externalId,
                activity,
                names);
    }

    private Filter filter(String what, String text) {
        try {
            return Filter.create(text);
        } catch (LDAPException e) {
            errors.add(what + ": '" + text + "' is no filter; one looks like (department=Sales)");
            return Filter.createPresenceFilter("objectClass");
        }
    }

    private void attribute(String what, String name) {
        if (!AttributeTypes.isDescription(name)) {
            errors.add(what + ": '" + name + "' is no name of an attribute");
        } else if (Credentials.isOne(name)) {
            errors.add(what + ": '" + name + "' holds credentials, which are never read (R28)");
        }
    }

    /** Checks how long answers may be; null as the size of a page is for a read without pages. */
    public LdapSettings.Paging paging(@Nullable Integer pageSize, long maxEntries) {
        if (pageSize != null && pageSize < 1) {
            errors.add("the page size must be 1 or more; withoutPages() is for servers that have none");
        }
        if (maxEntries < 1) {
            errors.add("maxEntries must be 1 or more");
        }
        return new LdapSettings.Paging(pageSize == null ? 0 : pageSize, maxEntries);
    }

    /**
     * Returns it all.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    public LdapSettings settings(
            LdapPreset preset,
            ConnectionSettings connection,
            LdapSettings.Scope scope,
            LdapSettings.People people,
            LdapSettings.Paging paging,
            Clock clock) {
        errors.addAll(ScopeRules.contradictions(preset, scope));
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("The LDAP directory cannot be used: " + String.join("; ", errors));
        }
        return new LdapSettings(preset, connection, scope, people, paging, clock);
    }
}

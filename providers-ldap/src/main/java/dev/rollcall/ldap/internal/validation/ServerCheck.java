package dev.rollcall.ldap.internal.validation;

import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.connection.RootDse;
import dev.rollcall.ldap.internal.search.Searches;

/** Whether the server is of the kind that the configuration takes it for, and offers what a read needs. */
final class ServerCheck {

    private static final String PAGED_RESULTS = "1.2.840.113556.1.4.319";

    private final LdapSettings settings;
    private final Searches searches;
    private final RootDse rootDse;
    private final Findings findings;

    ServerCheck(LdapSettings settings, Searches searches, Findings findings) {
        this.settings = settings;
        this.searches = searches;
        this.rootDse = searches.session().rootDse();
        this.findings = findings;
    }

    /** Returns whether people can be read at all. */
    boolean run() {
        ServerKind kind = ServerKind.of(searches);
        checkKind(kind);
        checkMembership(kind);
        checkDirectMembers(kind);
        boolean paged = checkPages();
        return checkNesting() && paged;
    }

    private void checkKind(ServerKind kind) {
        String text = kind + (rootDse.vendor() == null ? "" : " (" + rootDse.vendor() + ")");
        if (kind.suits(settings.preset()) && takesAllForActive(kind)) {
            findings.warning(
                    "kind of server",
                    text + ", and the preset is " + settings.preset()
                            + ", by which everybody is active, whoever is locked too: use " + kind.preset()
                            + ", or choose another way of telling activity");
        } else if (kind.suits(settings.preset())) {
            findings.ok("kind of server", text + "; the preset is " + settings.preset());
        } else if (!rootDse.hasControls()) {
            findings.warning(
                    "kind of server",
                    "it shows nothing of itself to this account, so that nobody can tell whether the preset "
                            + settings.preset() + " is right");
        } else {
            findings.warning(
                    "kind of server",
                    text + ", and the preset is " + settings.preset()
                            + ": its filters and attributes may find nobody; use " + kind.preset());
        }
    }

    /** The preset knows nothing of activity; where the server is known, there is something to know (R6). */
    private boolean takesAllForActive(ServerKind kind) {
        return settings.preset() == LdapPreset.GENERIC
                && kind.preset() != LdapPreset.GENERIC
                && settings.people().activity().attributes().isEmpty();
    }

    /** The plug-in that keeps the attribute follows groups in groups, unless it is told not to. */
    private void checkDirectMembers(ServerKind kind) {
        if (kind == ServerKind.DIRECTORY_SERVER_389
                && !settings.scope().groups().isEmpty()
                && settings.scope().nesting() == Nesting.OFF
                && settings.scope().membership() == Membership.PERSON_ATTRIBUTE) {
            findings.warning(
                    "nesting",
                    "'" + settings.scope().membershipAttribute()
                            + "' mostly names the groups of groups too in such a server, so that indirect members are in scope"
                            + " although nesting is off; choose membership by group attribute");
        }
    }

    /** F63: where the server began to keep the attribute later than it began to keep groups, older members lack it. */
    private void checkMembership(ServerKind kind) {
        boolean mayBeIncomplete = kind == ServerKind.OPENLDAP
                || (kind == ServerKind.DIRECTORY_SERVER_389 && settings.preset() != LdapPreset.FREEIPA);
        if (mayBeIncomplete
                && !settings.scope().groups().isEmpty()
                && settings.scope().membership() == Membership.PERSON_ATTRIBUTE) {
            findings.warning(
                    "membership",
                    "'" + settings.scope().membershipAttribute()
                            + "' may be missing for whoever came into a group before the server"
                            + " began to keep it, and they would be blocked; choose membership by group attribute, or have it rebuilt");
        }
    }

    private boolean checkPages() {
        if (!settings.paging().isOn()) {
            findings.ok("paged results", "not used, as configured; a size limit of the server makes a read fail");
        } else if (!rootDse.hasControls()) {
            findings.ok("paged results", "the server does not tell whether it offers them; the searches below try it");
        } else if (rootDse.supportsControl(PAGED_RESULTS)) {
            findings.ok("paged results", "offered");
        } else {
            findings.error(
                    "paged results",
                    "not offered to this account (RFC 2696); let it use them, or choose to read without pages, as far as the size"
                            + " limit lets it");
            return false;
        }
        return true;
    }

    /** Without the matching rule the server would find nobody, and say so politely (F60). */
    private boolean checkNesting() {
        boolean inChain =
                !settings.scope().groups().isEmpty() && settings.scope().nesting() == Nesting.IN_CHAIN;
        if (!inChain || rootDse.isActiveDirectory()) {
            return true;
        }
        findings.error(
                "nesting",
                "only Active Directory follows groups in groups by itself (nesting in chain), and this server is none;"
                        + " choose expanded nesting");
        return false;
    }
}

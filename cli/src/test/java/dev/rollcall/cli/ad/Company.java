package dev.rollcall.cli.ad;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import dev.rollcall.testservers.SambaDomain;
import java.time.Instant;

/**
 * What happens in a company, as it is entered into its domain. People are called by their {@code sAMAccountName}, which
 * is the first part of their {@code userPrincipalName} too; units and groups by their DN.
 */
final class Company {

    /** The parts of {@code userAccountControl} that say what an account is of, and that it is disabled. */
    private static final int PERSON = 0x200;

    private static final int COMPUTER = 0x1000;
    private static final int DISABLED = 0x2;

    private static final String UNIVERSAL_GROUP = "-2147483640";

    /** Milliseconds from 1601, with which the domain's times begin, to 1970. */
    private static final long FROM_1601_TO_1970 = 11_644_473_600_000L;

    private final SambaDomain domain;
    private final Entries entries;
    private final String top;

    /** Founds a company in a unit of its own. */
    Company(SambaDomain domain, String name) {
        this.domain = domain;
        this.entries = new Entries(domain);
        this.top = unit(name, SambaDomain.BASE);
    }

    /** The unit that holds all others, and the groups. */
    String top() {
        return top;
    }

    String unit(String name) {
        return unit(name, top);
    }

    String unit(String name, String parent) {
        return entries.add(new RDN("OU", name), parent, "organizationalUnit");
    }

    /** Adds a group with no members. */
    String group(String name) {
        return entries.add(
                new RDN("CN", name),
                top,
                "group",
                new Attribute("sAMAccountName", name),
                new Attribute("groupType", UNIVERSAL_GROUP));
    }

    /** Somebody new, who can log in at once. */
    Company hires(String login, String displayName, String unit) {
        String dn = entries.add(
                new RDN("CN", displayName),
                unit,
                "user",
                new Attribute("sAMAccountName", login),
                new Attribute("userPrincipalName", principal(login)),
                new Attribute("displayName", displayName),
                new Attribute("mail", login + "@example.com"),
                new Attribute("userAccountControl", String.valueOf(PERSON | DISABLED)));
        domain.setPassword(dn, SambaDomain.PASSWORD);
        return enables(login);
    }

    /** Adds somebody outside to the address book. */
    String contact(String name, String unit) {
        return entries.add(new RDN("CN", name), unit, "contact", new Attribute("mail", "contact@example.com"));
    }

    String computer(String name, String unit) {
        return entries.add(
                new RDN("CN", name),
                unit,
                "computer",
                new Attribute("sAMAccountName", name + "$"),
                new Attribute("userPrincipalName", principal(name)),
                new Attribute("userAccountControl", String.valueOf(COMPUTER)));
    }

    Company moves(String login, String unit) {
        entries.move(dn(login), unit);
        return this;
    }

    /** Somebody has other names from now on: that of the entry, the display name, and both names for logging in. */
    Company marries(String login, String newLogin, String newDisplayName) {
        sets(login, "displayName", newDisplayName);
        names(dn(login), newLogin);
        return renamesEntry(newLogin, newDisplayName);
    }

    /** Two people have each other's names for logging in from now on. */
    Company swapNames(String one, String other) {
        String first = dn(one);
        String second = dn(other);
        names(first, "nobody");
        names(second, one);
        names(first, other);
        return this;
    }

    private void names(String dn, String login) {
        entries.modify(dn, ModificationType.REPLACE, "userPrincipalName", principal(login));
        entries.modify(dn, ModificationType.REPLACE, "sAMAccountName", login);
    }

    /** Gives the entry of somebody another name, and nothing else. */
    Company renamesEntry(String login, String name) {
        entries.rename(dn(login), new RDN("CN", name));
        return this;
    }

    String renamesGroup(String group, String name) {
        return entries.rename(group, new RDN("CN", name));
    }

    /** Gives a unit another name, and with it another DN to everything in it; returns the unit's. */
    String renamesUnit(String unit, String name) {
        return entries.rename(unit, new RDN("OU", name));
    }

    Company disables(String login) {
        return sets(login, "userAccountControl", String.valueOf(PERSON | DISABLED));
    }

    Company enables(String login) {
        return sets(login, "userAccountControl", String.valueOf(PERSON));
    }

    /** The account of somebody ends at this moment. */
    Company endsAt(String login, Instant moment) {
        return sets(login, "accountExpires", String.valueOf((moment.toEpochMilli() + FROM_1601_TO_1970) * 10_000));
    }

    Company endsNever(String login) {
        return sets(login, "accountExpires", "0");
    }

    /** So many wrong passwords lock an account for half an hour; 0 for none. */
    Company locksAfter(int wrongPasswords) {
        String threshold = String.valueOf(wrongPasswords);
        entries.modify(SambaDomain.BASE, ModificationType.REPLACE, "lockoutThreshold", threshold);
        return this;
    }

    /** Somebody has to change the password at the next login. */
    Company expiresPassword(String login) {
        return sets(login, "pwdLastSet", "0");
    }

    /**
     * Logs somebody in, as a mail program does.
     *
     * @throws LDAPException if the domain refuses
     */
    void logsIn(String login, String password) throws LDAPException {
        try (LDAPConnection connection = new LDAPConnection(domain.host(), domain.port())) {
            connection.bind(principal(login), password);
        }
    }

    Company sets(String login, String attribute, String value) {
        entries.modify(dn(login), ModificationType.REPLACE, attribute, value);
        return this;
    }

    Company clears(String login, String attribute) {
        entries.clear(dn(login), attribute);
        return this;
    }

    /** Puts somebody, or what has this DN, into a group. */
    Company joins(String member, String group) {
        entries.modify(group, ModificationType.ADD, "member", dnOf(member));
        return this;
    }

    Company leaves(String member, String group) {
        entries.modify(group, ModificationType.DELETE, "member", dnOf(member));
        return this;
    }

    /** Somebody is deleted. */
    Company dismisses(String login) {
        return deletes(dn(login));
    }

    Company deletes(String dn) {
        entries.delete(dn);
        return this;
    }

    /** The DN of somebody. */
    String dn(String login) {
        return entries.named(login);
    }

    /** The external id of somebody. */
    String idOf(String login) {
        return entries.id(dn(login));
    }

    /** The external id of an entry. */
    String id(String dn) {
        return entries.id(dn);
    }

    private String dnOf(String member) {
        return DN.isValidDN(member) ? member : dn(member);
    }

    private static String principal(String login) {
        return login + "@" + SambaDomain.SUFFIX;
    }
}

package dev.rollcall.testservers;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The top of the tree, which is there before anything is loaded: the units, the accounts that bind, the password
 * policy.
 */
final class OpenLdapBase {

    static final String SYSTEM = "ou=system," + OpenLdapServer.BASE;
    static final String POLICY = "cn=default," + SYSTEM;

    private OpenLdapBase() {}

    static String account(String name) {
        return "cn=" + name + "," + SYSTEM;
    }

    static List<Entry> entries(List<TestAccount> accounts) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(
                OpenLdapServer.BASE,
                new Attribute("objectClass", "top", "dcObject", "organization"),
                new Attribute("dc", "example"),
                new Attribute("o", "Example")));
        for (String unit : List.of(OpenLdapServer.PEOPLE, OpenLdapServer.GROUPS, SYSTEM, OpenLdapServer.SECRET)) {
            entries.add(new Entry(unit, new Attribute("objectClass", "top", "organizationalUnit")));
        }
        for (TestAccount account : accounts) {
            entries.add(new Entry(
                    account.name(),
                    new Attribute("objectClass", "top", "organizationalRole", "simpleSecurityObject"),
                    new Attribute("userPassword", account.password())));
        }
        // Nobody can bind who is locked; without a policy in force the server would not look at the mark.
        entries.add(new Entry(
                POLICY,
                new Attribute("objectClass", "top", "organizationalRole", "pwdPolicy"),
                new Attribute("pwdAttribute", "userPassword"),
                new Attribute("pwdLockout", "TRUE"),
                new Attribute("pwdMaxFailure", "0")));
        entries.forEach(OpenLdapBase::addNamingValue);
        return entries;
    }

    /** slapd wants the value of the name among the attributes. */
    static void addNamingValue(Entry entry) {
        try {
            RDN rdn = Objects.requireNonNull(entry.getRDN());
            for (int i = 0; i < rdn.getAttributeNames().length; i++) {
                entry.addAttribute(rdn.getAttributeNames()[i], rdn.getAttributeValues()[i]);
            }
        } catch (LDAPException e) {
            throw new IllegalArgumentException("not a DN", e);
        }
    }
}

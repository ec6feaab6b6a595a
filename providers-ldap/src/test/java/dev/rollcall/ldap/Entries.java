package dev.rollcall.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.RDN;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/** Entries of a directory for tests. */
public final class Entries {

    private Entries() {}

    /** An entry of this class, with attributes as {@code name=value} each. */
    public static Entry of(String dn, String objectClass, String... attributes) {
        Entry entry = new Entry(dn, new Attribute("objectClass", "top", objectClass));
        for (String attribute : attributes) {
            int mark = attribute.indexOf('=');
            entry.addAttribute(attribute.substring(0, mark), attribute.substring(mark + 1));
        }
        return entry;
    }

    /** A unit. */
    public static Entry unit(String dn) {
        return of(dn, "organizationalUnit");
    }

    /** Somebody whose {@code uid} is the value of the first part of the name. */
    public static Entry person(String dn, String... attributes) {
        Entry entry = of(dn, "person", attributes);
        if (!entry.hasAttribute("uid")) {
            entry.addAttribute("uid", firstValue(dn));
        }
        return entry;
    }

    /** A group that lists these members. */
    public static Entry group(String dn, List<String> members) {
        Entry entry = of(dn, "groupOfNames");
        if (!members.isEmpty()) {
            entry.addAttribute("member", members);
        }
        return entry;
    }

    /** A group that lists these members. */
    public static Entry group(String dn, String... members) {
        return group(dn, List.of(members));
    }

    /** A user of Active Directory, with an id of this number. */
    public static Entry user(String dn, int number, String... attributes) {
        Entry entry = person(dn, attributes);
        entry.setAttribute("objectClass", "top", "person", "user");
        entry.addAttribute("objectCategory", "person");
        entry.addAttribute("sAMAccountType", "805306368");
        entry.addAttribute("userAccountControl", "512");
        entry.addAttribute("userPrincipalName", entry.getAttributeValue("uid"));
        entry.addAttribute("objectGUID", guid(number));
        return entry;
    }

    /** A group of Active Directory, with an id and a relative identifier of this number. */
    public static Entry domainGroup(String dn, int number, String... attributes) {
        Entry entry = of(dn, "group", attributes);
        entry.addAttribute("objectGUID", guid(number));
        entry.addAttribute("objectSid", sid(number));
        return entry;
    }

    private static byte[] guid(int number) {
        return ByteBuffer.allocate(16).putInt(12, number).array();
    }

    /** S-1-5-21-1-2-3 and the number. */
    private static byte[] sid(int number) {
        ByteBuffer sid = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        sid.put((byte) 1).put((byte) 5).put(new byte[] {0, 0, 0, 0, 0, 5});
        return sid.putInt(21).putInt(1).putInt(2).putInt(3).putInt(number).array();
    }

    /** So many people, {@code u00001} and on. */
    public static Entry[] people(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> person(numbered(number)))
                .toArray(Entry[]::new);
    }

    /** The names of so many people. */
    public static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Entries::numbered).toList();
    }

    private static String numbered(int number) {
        return "uid=u%05d,%s".formatted(number, ScriptedLdapServer.PEOPLE);
    }

    /** The name of an entry, whatever characters are in it. */
    public static String dn(String type, String value, String parent) {
        try {
            return new DN(new RDN(type, value), new DN(parent)).toString();
        } catch (com.unboundid.ldap.sdk.LDAPException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String firstValue(String dn) {
        try {
            return new DN(dn).getRDN().getAttributeValues()[0];
        } catch (com.unboundid.ldap.sdk.LDAPException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

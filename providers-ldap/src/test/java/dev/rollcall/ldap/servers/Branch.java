package dev.rollcall.ldap.servers;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.util.SubtreeDeleter;
import dev.rollcall.testservers.OpenLdapServer;
import dev.rollcall.testservers.SambaDomain;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** A unit that a test has to itself on a server, and the changes that an administrator of it makes. */
final class Branch {

    /** Lets an administrator set what the server otherwise sets: {@code entryUUID} for one. OpenLDAP only. */
    private static final Control RELAX = new Control("1.3.6.1.4.1.4203.666.5.12", true);

    private final Supplier<LDAPConnection> admin;
    private final String dn;

    private Branch(Supplier<LDAPConnection> admin, String parent) {
        this.admin = admin;
        this.dn = below(parent, "ou", SharedServers.newName());
        add(new Entry(dn, new Attribute("objectClass", "top", "organizationalUnit")));
    }

    static Branch of(OpenLdapServer server) {
        return new Branch(server::adminConnection, OpenLdapServer.BASE);
    }

    static Branch of(SambaDomain domain) {
        return new Branch(domain::adminConnection, SambaDomain.BASE);
    }

    /** The unit. */
    String dn() {
        return dn;
    }

    /** The DN of an entry directly in the unit. */
    String dn(String type, String name) {
        return below(dn, type, name);
    }

    /** Makes a unit within the unit, and returns its DN. */
    String unit(String name) {
        String unit = below(dn, "ou", name);
        add(new Entry(unit, new Attribute("objectClass", "top", "organizationalUnit")));
        return unit;
    }

    void add(Entry entry) {
        AddRequest request = new AddRequest(entry);
        if (entry.hasAttribute("entryUUID")) {
            request.addControl(RELAX);
        }
        change(() -> admin.get().add(request));
    }

    void delete(String entry) {
        change(() -> admin.get().delete(entry));
    }

    /** Removes the unit with everything in it. */
    void deleteAll() {
        change(() -> new SubtreeDeleter().delete(admin.get(), parsed(dn)));
    }

    /** Gives an entry another name, and the same place. */
    void rename(String entry, String type, String name) {
        change(() -> admin.get().modifyDN(new ModifyDNRequest(parsed(entry), new RDN(type, name), true)));
    }

    /** Gives an entry another place, and the same name. */
    void move(String entry, String unit) {
        RDN name = Objects.requireNonNull(parsed(entry).getRDN());
        change(() -> admin.get().modifyDN(new ModifyDNRequest(parsed(entry), name, true, parsed(unit))));
    }

    /** Sets the values of an attribute; none at all take it away. */
    void set(String entry, String attribute, String... values) {
        change(() -> admin.get().modify(entry, new Modification(ModificationType.REPLACE, attribute, values)));
    }

    /** The id that the server gave to an entry, as Rollcall writes it. */
    String id(String entry) {
        try {
            Entry found = Objects.requireNonNull(admin.get().getEntry(entry, "entryUUID", "objectGUID"));
            byte[] guid = found.getAttributeValueBytes("objectGUID");
            return guid == null ? Objects.requireNonNull(found.getAttributeValue("entryUUID")) : littleEndian(guid);
        } catch (LDAPException e) {
            throw new IllegalStateException("no id: " + e.getResultCode(), e);
        }
    }

    /** The values of an attribute that an administrator sees, one after another. */
    String value(String entry, String attribute) {
        try {
            String[] values = Objects.requireNonNull(admin.get().getEntry(entry, attribute))
                    .getAttributeValues(attribute);
            return values == null ? "" : String.join(" ", values);
        } catch (LDAPException e) {
            throw new IllegalStateException("no entry: " + e.getResultCode(), e);
        }
    }

    /** The first three of the groups come with their last byte first. */
    private static String littleEndian(byte[] guid) {
        ByteBuffer bytes = ByteBuffer.wrap(guid).order(ByteOrder.LITTLE_ENDIAN);
        long high = (Integer.toUnsignedLong(bytes.getInt()) << 32)
                | (Short.toUnsignedLong(bytes.getShort()) << 16)
                | Short.toUnsignedLong(bytes.getShort());
        return new UUID(high, bytes.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
    }

    void addMembers(String group, Collection<String> members) {
        change(() -> admin.get()
                .modify(group, new Modification(ModificationType.ADD, "member", members.toArray(String[]::new))));
    }

    /** The DN of an entry below another. An equals sign in a name needs no escape by RFC 4514, but Samba wants one. */
    static String below(String parent, String type, String name) {
        String rdn = new RDN(type, name).toString();
        int value = rdn.indexOf('=') + 1;
        return rdn.substring(0, value) + rdn.substring(value).replace("=", "\\3d") + "," + parent;
    }

    private static DN parsed(String dn) {
        try {
            return new DN(dn);
        } catch (LDAPException e) {
            throw new IllegalArgumentException("no DN", e);
        }
    }

    @FunctionalInterface
    private interface Change {
        void make() throws LDAPException;
    }

    private static void change(Change change) {
        try {
            change.make();
        } catch (LDAPException e) {
            throw new IllegalStateException(
                    "the server did not take a change: " + e.getResultCode() + ", " + e.getDiagnosticMessage(), e);
        }
    }
}

package dev.rollcall.cli.ad;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.testservers.SambaDomain;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.UUID;

/** The entries of a domain, as its administrator reads and changes them. What the domain refuses fails the test. */
final class Entries {

    private final SambaDomain domain;

    Entries(SambaDomain domain) {
        this.domain = domain;
    }

    /** Adds an entry; returns its DN. */
    String add(RDN name, String parent, String objectClass, Attribute... attributes) {
        DN dn = new DN(name, parsed(parent));
        Entry entry = new Entry(dn, attributes);
        entry.addAttribute("objectClass", objectClass);
        done("add " + dn, admin -> admin.add(entry));
        return dn.toString();
    }

    /** Adds a value, puts one in the place of all there are, or removes one. */
    void modify(String dn, ModificationType type, String attribute, String value) {
        done("change " + dn, admin -> admin.modify(dn, new Modification(type, attribute, value)));
    }

    /** Removes all values. */
    void clear(String dn, String attribute) {
        done("change " + dn, admin -> admin.modify(dn, new Modification(ModificationType.DELETE, attribute)));
    }

    /** Gives an entry another name, and whatever is below it another DN; returns its own. */
    String rename(String dn, RDN name) {
        return move(dn, name, parent(dn));
    }

    /** Puts an entry somewhere else, under the same name. */
    void move(String dn, String parent) {
        move(dn, Objects.requireNonNull(parsed(dn).getRDN(), dn), parent);
    }

    private String move(String dn, RDN name, String parent) {
        done("move " + dn, admin -> admin.modifyDN(new ModifyDNRequest(dn, name.toString(), true, parent)));
        return new DN(name, parsed(parent)).toString();
    }

    void delete(String dn) {
        done("delete " + dn, admin -> admin.delete(dn));
    }

    /** The DN of the one entry with this {@code sAMAccountName}. */
    String named(String login) {
        Filter filter = Filter.createEqualityFilter("sAMAccountName", login);
        return done("find " + login, admin -> admin.searchForEntry(SambaDomain.BASE, SearchScope.SUB, filter, "1.1"))
                .getDN();
    }

    /** The {@code objectGUID} of an entry as text. Its bytes begin with three numbers whose lowest byte comes first. */
    String id(String dn) {
        SearchResultEntry entry = done("read " + dn, admin -> admin.getEntry(dn, "objectGUID"));
        ByteBuffer bytes =
                ByteBuffer.wrap(entry.getAttributeValueBytes("objectGUID")).order(ByteOrder.LITTLE_ENDIAN);
        long first = bytes.getInt() & 0xFFFF_FFFFL;
        first = (first << 16) | (bytes.getShort() & 0xFFFFL);
        first = (first << 16) | (bytes.getShort() & 0xFFFFL);
        return new UUID(first, bytes.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
    }

    /** A DN, to be compared with another one. */
    static DN parsed(String dn) {
        try {
            return new DN(dn);
        } catch (LDAPException e) {
            throw new IllegalArgumentException(dn, e);
        }
    }

    private static String parent(String dn) {
        return Objects.requireNonNull(parsed(dn).getParent(), dn).toString();
    }

    private <T> T done(String what, Request<T> request) {
        try {
            return Objects.requireNonNull(request.send(domain.adminConnection()), what);
        } catch (LDAPException e) {
            throw new IllegalStateException("The domain did not " + what, e);
        }
    }

    private interface Request<T> {
        T send(LDAPConnection admin) throws LDAPException;
    }
}

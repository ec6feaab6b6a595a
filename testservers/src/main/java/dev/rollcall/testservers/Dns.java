package dev.rollcall.testservers;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** DNs of the trees of this package. */
final class Dns {

    private static final Map<String, DN> PARSED = new ConcurrentHashMap<>();

    private Dns() {}

    static DN below(RDN rdn, String parent) {
        return new DN(rdn, PARSED.computeIfAbsent(parent, Dns::parse));
    }

    private static DN parse(String text) {
        try {
            return new DN(text);
        } catch (LDAPException e) {
            throw new IllegalArgumentException("not a DN: " + text, e);
        }
    }
}

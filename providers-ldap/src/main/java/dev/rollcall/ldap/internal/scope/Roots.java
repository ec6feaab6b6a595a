package dev.rollcall.ldap.internal.scope;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.people.MalformedDnException;
import java.util.List;

/** Where people are looked for, and what is no name at all. */
final class Roots {

    private Roots() {}

    /** Whether an entry of this name lies below one of the roots; what is no name lies nowhere. */
    static boolean areAbove(String dn, List<String> roots) {
        return isName(dn)
                && roots.stream().anyMatch(root -> CanonicalDn.isBelowOrSame(CanonicalDn.of(dn), CanonicalDn.of(root)));
    }

    /**
     * The name of a group in a form that can be compared.
     *
     * @throws SnapshotIncompleteException if it cannot be: its people would be missed
     */
    static String canonicalGroup(String dn) {
        try {
            return CanonicalDn.of(dn);
        } catch (MalformedDnException e) {
            throw new SnapshotIncompleteException(
                    "The name of the group '" + dn + "' cannot be read: " + e.getMessage(), e);
        }
    }

    static boolean isName(String dn) {
        try {
            return !CanonicalDn.of(dn).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

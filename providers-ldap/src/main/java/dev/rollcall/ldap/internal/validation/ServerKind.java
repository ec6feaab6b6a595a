package dev.rollcall.ldap.internal.validation;

import dev.rollcall.directory.DirectoryException;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.internal.connection.RootDse;
import dev.rollcall.ldap.internal.search.Query;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.List;
import java.util.Locale;

/** What kind of server it is, as far as it tells. */
enum ServerKind {
    /** Microsoft's and Samba's. */
    ACTIVE_DIRECTORY("Active Directory"),
    OPENLDAP("OpenLDAP"),
    /** FreeIPA is built upon it and does not say so here. */
    DIRECTORY_SERVER_389("389 Directory Server or FreeIPA"),
    EDIRECTORY("eDirectory"),
    /** Nothing that is known here. */
    OTHER("a server of another kind");

    private static final String OPENLDAP_CLASS = "OpenLDAProotDSE";

    private final String words;

    ServerKind(String words) {
        this.words = words;
    }

    /** Looks at what the server says of itself. */
    static ServerKind of(Searches searches) {
        RootDse rootDse = searches.session().rootDse();
        if (rootDse.isActiveDirectory()) {
            return ACTIVE_DIRECTORY;
        }
        String vendor = String.valueOf(rootDse.vendor()).toLowerCase(Locale.ROOT);
        if (vendor.contains("edirectory") || vendor.contains("netiq") || vendor.contains("novell")) {
            return EDIRECTORY;
        }
        if (vendor.contains("389") || vendor.contains("red hat")) {
            return DIRECTORY_SERVER_389;
        }
        return vendor.contains("openldap") || isOpenLdap(searches) ? OPENLDAP : OTHER;
    }

    /** OpenLDAP names no vendor, but its root DSE is of a class of its own. */
    private static boolean isOpenLdap(Searches searches) {
        try {
            return searches.one(Query.of("", List.of("objectClass"), "the root DSE"))
                    .map(entry -> entry.hasObjectClass(OPENLDAP_CLASS))
                    .orElse(false);
        } catch (DirectoryException e) {
            return false; // a server may keep it to itself
        }
    }

    /** Whether the values of a preset can be right for such a server. */
    boolean suits(LdapPreset preset) {
        return switch (preset) {
            case ACTIVE_DIRECTORY -> this == ACTIVE_DIRECTORY;
            case OPENLDAP -> this == OPENLDAP || this == OTHER;
            case DIRECTORY_SERVER_389, FREEIPA -> this == DIRECTORY_SERVER_389 || this == OTHER;
            case EDIRECTORY -> this == EDIRECTORY || this == OTHER;
            case GENERIC -> this != ACTIVE_DIRECTORY;
        };
    }

    /** The preset that is made for it; {@code GENERIC} where none is. */
    LdapPreset preset() {
        return switch (this) {
            case ACTIVE_DIRECTORY -> LdapPreset.ACTIVE_DIRECTORY;
            case OPENLDAP -> LdapPreset.OPENLDAP;
            case DIRECTORY_SERVER_389 -> LdapPreset.DIRECTORY_SERVER_389;
            case EDIRECTORY -> LdapPreset.EDIRECTORY;
            case OTHER -> LdapPreset.GENERIC;
        };
    }

    @Override
    public String toString() {
        return words;
    }
}

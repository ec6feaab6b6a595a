package dev.rollcall.ldap;

import dev.rollcall.ldap.internal.PresetValues;

/**
 * What is usual for a kind of server. Each value can be set otherwise with the builder of
 * {@link LdapDirectoryProvider}; the table is in the documentation of the module.
 */
public enum LdapPreset {
    /** Microsoft Active Directory and Samba's. */
    ACTIVE_DIRECTORY,
    /** OpenLDAP. */
    OPENLDAP,
    /** 389 Directory Server, Red Hat Directory Server. */
    DIRECTORY_SERVER_389,
    /** FreeIPA and Red Hat Identity Management. */
    FREEIPA,
    /** NetIQ eDirectory. */
    EDIRECTORY,
    /** Whatever keeps to the RFCs and offers {@code entryUUID}. */
    GENERIC;

    private PresetValues usual() {
        return switch (this) {
            case ACTIVE_DIRECTORY -> PresetValues.activeDirectory();
            case OPENLDAP -> PresetValues.openLdap();
            case DIRECTORY_SERVER_389 -> PresetValues.directoryServer389();
            case FREEIPA -> PresetValues.freeIpa();
            case EDIRECTORY -> PresetValues.eDirectory();
            case GENERIC -> PresetValues.generic();
        };
    }

    /**
     * The filter that finds people and nothing else; a filter of the operator's own is added to it, never put in its
     * place unless told so.
     */
    public String peopleFilter() {
        return usual().peopleFilter();
    }

    /** The filter that finds groups. */
    public String groupFilter() {
        return usual().groupFilter();
    }

    /** Where the server says who is in a group. */
    public Membership membership() {
        return usual().membership();
    }

    /** The attribute that says it. */
    public String membershipAttribute(Membership membership) {
        return usual().membershipAttribute(membership);
    }

    /** What tells people apart. */
    public LdapExternalId externalId() {
        return usual().externalId();
    }

    /** The attribute that must be unique and becomes the username unless the mapping says otherwise. */
    public String matchKey() {
        return usual().matchKey();
    }

    /** How the server says who is active. */
    public LdapActivity activity() {
        return usual().activity();
    }
}

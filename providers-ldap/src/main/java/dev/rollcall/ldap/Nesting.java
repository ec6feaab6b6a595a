package dev.rollcall.ldap;

/** What becomes of groups that are members of a chosen group. */
public enum Nesting {
    /**
     * Their people are not in scope: only direct members of a chosen group are. Not where the attribute of people names
     * groups of groups as well, as FreeIPA's does.
     */
    OFF,

    /** They are followed, level by level; a group that contains itself by any way is visited once. */
    EXPANDED,

    /**
     * The server follows them, by the matching rule 1.2.840.113556.1.4.1941. Active Directory and Samba only; slow on
     * large domains, where {@link #EXPANDED} is the better choice.
     */
    IN_CHAIN
}

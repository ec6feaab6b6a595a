package dev.rollcall.ldap;

/** Where a directory says who is in a group. */
public enum Membership {
    /**
     * In an attribute of the person that holds the names of groups, such as {@code memberOf}. The server finds a
     * group's people by one search. Only right where the server keeps that attribute for all of them: Active Directory
     * does; OpenLDAP and 389 Directory Server with an overlay or plug-in, and only for what was written since that was
     * switched on.
     */
    PERSON_ATTRIBUTE,

    /**
     * In an attribute of the group that holds the names of its members, such as {@code member} or {@code uniqueMember}.
     */
    GROUP_ATTRIBUTE,

    /**
     * In an attribute of the group that holds the login names of its members, such as {@code memberUid} of RFC 2307.
     */
    GROUP_LOGIN_NAMES
}

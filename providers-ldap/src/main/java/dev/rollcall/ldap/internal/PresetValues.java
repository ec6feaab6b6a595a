package dev.rollcall.ldap.internal;

import dev.rollcall.ldap.LdapActivity;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.Membership;

/**
 * The values of a preset.
 *
 * @param peopleFilter finds people and nothing else
 * @param groupFilter finds groups
 * @param membership where the server says who is in a group
 * @param personAttribute the attribute of a person that names groups
 * @param groupAttribute the attribute of a group that names members
 * @param externalId what tells people apart
 * @param matchKey the attribute that must be unique
 * @param activity how the server says who is active
 */
public record PresetValues(
        String peopleFilter,
        String groupFilter,
        Membership membership,
        String personAttribute,
        String groupAttribute,
        LdapExternalId externalId,
        String matchKey,
        LdapActivity activity) {

    private static final String LOGIN_NAMES = "memberUid";

    private static final String GROUPS_OF_NAMES =
            "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))";

    /** People only: no computers, contacts, managed service accounts or trusts of other domains. */
    public static PresetValues activeDirectory() {
        return new PresetValues(
                "(&(objectCategory=person)(objectClass=user)(sAMAccountType=805306368))",
                "(objectClass=group)",
                Membership.PERSON_ATTRIBUTE,
                "memberOf",
                "member",
                LdapExternalId.objectGuid(),
                "userPrincipalName",
                LdapActivity.activeDirectory());
    }

    /** OpenLDAP; the overlay for memberOf may be missing, or younger than some groups. */
    public static PresetValues openLdap() {
        return new PresetValues(
                "(objectClass=inetOrgPerson)",
                GROUPS_OF_NAMES,
                Membership.GROUP_ATTRIBUTE,
                "memberOf",
                "member",
                LdapExternalId.entryUuid(),
                "uid",
                LdapActivity.permanentLock());
    }

    /** 389 Directory Server. */
    public static PresetValues directoryServer389() {
        return new PresetValues(
                "(objectClass=inetOrgPerson)",
                GROUPS_OF_NAMES,
                Membership.GROUP_ATTRIBUTE,
                "memberOf",
                "member",
                LdapExternalId.nsUniqueId(),
                "uid",
                LdapActivity.nsAccountLock());
    }

    /** FreeIPA, which keeps memberOf for nested groups too. */
    public static PresetValues freeIpa() {
        return new PresetValues(
                "(&(objectClass=inetOrgPerson)(objectClass=posixAccount))",
                "(objectClass=ipaUserGroup)",
                Membership.PERSON_ATTRIBUTE,
                "memberOf",
                "member",
                new LdapExternalId("ipaUniqueID", LdapExternalId.Form.UUID_TEXT),
                "uid",
                LdapActivity.nsAccountLock());
    }

    /** eDirectory. */
    public static PresetValues eDirectory() {
        return new PresetValues(
                "(objectClass=inetOrgPerson)",
                "(objectClass=groupOfNames)",
                Membership.GROUP_ATTRIBUTE,
                "groupMembership",
                "member",
                LdapExternalId.guid(),
                "cn",
                LdapActivity.loginDisabled());
    }

    /** Whatever keeps to the RFCs. */
    public static PresetValues generic() {
        return new PresetValues(
                "(objectClass=person)",
                GROUPS_OF_NAMES,
                Membership.GROUP_ATTRIBUTE,
                "memberOf",
                "member",
                LdapExternalId.entryUuid(),
                "uid",
                LdapActivity.everybody());
    }

    /** The attribute that says who is in a group, depending on where it is said. */
    public String membershipAttribute(Membership where) {
        return switch (where) {
            case PERSON_ATTRIBUTE -> personAttribute;
            case GROUP_ATTRIBUTE -> groupAttribute;
            case GROUP_LOGIN_NAMES -> LOGIN_NAMES;
        };
    }
}

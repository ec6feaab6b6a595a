package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.people.MalformedDnException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The group of a person that is in none of the lists of members: in Active Directory the one whose SID ends in the
 * person's {@code primaryGroupID} (F59), with login names as members the one of the same {@code gidNumber} (RFC 2307).
 * The numbers of Active Directory are those of one domain: where several can be seen, as in a global catalog, each has
 * its own group of a number.
 *
 * @param personAttribute where a person names it; null where there is no such thing
 * @param groupAttribute where the group says what it is called there; null where there is no such thing
 * @param severalDomains whether people of several domains may be seen, in which the same numbers mean other groups
 */
record PrimaryGroups(
        @Nullable String personAttribute, @Nullable String groupAttribute, boolean severalDomains) {

    /** Stands between a number and the domain that it is of. */
    private static final String OF = "@";

    private static final int SID_PART = 4;
    private static final int SHORTEST_SID = 8 + SID_PART;

    static PrimaryGroups of(LdapSettings settings) {
        if (settings.preset() == LdapPreset.ACTIVE_DIRECTORY) {
            return new PrimaryGroups(
                    "primaryGroupID", "objectSid", settings.connection().mayBeGlobalCatalog());
        }
        return settings.scope().membership() == Membership.GROUP_LOGIN_NAMES
                ? new PrimaryGroups("gidNumber", "gidNumber", false)
                : new PrimaryGroups(null, null, false);
    }

    List<String> groupAttributes() {
        return groupAttribute == null ? List.of() : List.of(groupAttribute);
    }

    List<String> personAttributes() {
        return personAttribute == null ? List.of() : List.of(personAttribute);
    }

    /**
     * What people refer to this group by; null if nobody can.
     *
     * @throws DirectoryConfigurationException if it has to have such a thing, and the account may not see it
     */
    @Nullable
    String ofGroup(Entry group) {
        String primary = of(group);
        if (primary == null && isEveryGroups()) {
            throw new DirectoryConfigurationException(
                    "The group '" + group.getDN()
                            + "' shows no objectSid, so that people whose primary group it is cannot be found: let the service account read it");
        }
        return primary;
    }

    /** Whether every group has such a thing, so that one that shows none hides it. */
    boolean isEveryGroups() {
        return "objectSid".equals(groupAttribute);
    }

    /** What people refer to this entry by, if it is a group; null if nobody can. */
    @Nullable
    String of(Entry group) {
        if (groupAttribute == null) {
            return null;
        }
        if (!"objectSid".equals(groupAttribute)) {
            return group.getAttributeValue(groupAttribute);
        }
        byte[] sid = group.getAttributeValueBytes(groupAttribute);
        return sid == null || sid.length < SHORTEST_SID ? null : lastPart(sid) + OF + domain(group);
    }

    /** The last four bytes, the lowest first. */
    private static long lastPart(byte[] sid) {
        long value = 0;
        for (int i = 1; i <= SID_PART; i++) {
            value = value << Byte.SIZE | (sid[sid.length - i] & 0xffL);
        }
        return value;
    }

    /** Finds the people whose primary group is one of these. */
    Optional<PeopleFilter> filter(Collection<String> primaries) {
        List<Filter> each = primaries.stream()
                .map(primary -> Filter.createEqualityFilter(String.valueOf(personAttribute), number(primary)))
                .toList();
        return each.isEmpty()
                ? Optional.empty()
                : Optional.of(new PeopleFilter(Filter.createORFilter(each), !severalDomains));
    }

    /** What a person and a group are referred to by, without the domain. */
    static String number(String primary) {
        int of = primary.indexOf(OF);
        return of < 0 ? primary : primary.substring(0, of);
    }

    /** The parts at the end of a name that are those of a domain. */
    private static String domain(Entry entry) {
        String name;
        try {
            name = CanonicalDn.of(entry.getDN());
        } catch (MalformedDnException e) {
            return "";
        }
        int begin = name.length();
        while (begin > 0) {
            int before = name.lastIndexOf(',', begin - 1);
            if (!name.startsWith("dc=", before + 1)) {
                break;
            }
            begin = Math.max(before, 0);
        }
        return name.substring(begin);
    }

    /** What a person refers to the primary group by; null for nothing. */
    @Nullable
    String referredTo(Entry person) {
        String number = personAttribute == null ? null : person.getAttributeValue(personAttribute);
        return number == null || !isEveryGroups() ? number : number + OF + domain(person);
    }
}

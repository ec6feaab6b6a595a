package dev.rollcall.ldap.internal;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import dev.rollcall.ldap.DanglingMembers;
import dev.rollcall.ldap.LdapActivity;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.internal.connection.ConnectionSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that a provider was configured with, checked. */
public record LdapSettings(
        LdapPreset preset, ConnectionSettings connection, Scope scope, People people, Paging paging, Clock clock) {

    /**
     * Whom access is granted to.
     *
     * @param bases where people and groups are looked for; at least one, none below another
     * @param groups the chosen groups; none, if access is by unit alone
     * @param units the chosen units; none, if access is by group alone. If there are neither, everybody below the bases
     *     is in scope
     * @param exceptUnits units below chosen ones, or below the bases, that are out again; the deepest of both lists
     *     decides
     * @param both whether somebody has to be in a chosen group and in a chosen unit
     * @param nesting what becomes of groups in groups
     * @param maxDepth how many levels of groups there may be
     * @param membership where the server says who is in a group
     * @param membershipAttribute the attribute that says it
     * @param loginAttribute the attribute of a person that login names in groups refer to
     * @param groupFilter finds groups
     * @param danglingMembers what becomes of members that nothing is found under
     * @param memory the file that remembers ids of chosen groups and units; null for none
     */
    public record Scope(
            List<DN> bases,
            List<Chosen> groups,
            List<Chosen> units,
            List<Chosen> exceptUnits,
            boolean both,
            Nesting nesting,
            int maxDepth,
            Membership membership,
            String membershipAttribute,
            String loginAttribute,
            Filter groupFilter,
            DanglingMembers danglingMembers,
            @Nullable Path memory) {}

    /**
     * A group or unit as it was chosen: by name, or by its id.
     *
     * @param text as it was configured
     * @param dn its name; null where it was chosen by id
     * @param id its external id in canonical form; null where it was chosen by name
     */
    public record Chosen(
            String text, @Nullable DN dn, @Nullable String id) {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Who is a person and what is read of one.
     *
     * @param filter finds people; the operator's own filter is in it already
     * @param matchKey the attribute that must be unique, or {@code dn}
     * @param externalId what tells people apart
     * @param activity how the server says who is active
     * @param binary attributes, in lower case, whose values are delivered in base 64
     */
    public record People(
            Filter filter, String matchKey, LdapExternalId externalId, LdapActivity activity, Set<String> binary) {}

    /**
     * How long answers may be.
     *
     * @param pageSize how many entries a page has; 0 for reading without pages
     * @param maxEntries more than that of one search, or in one list of members, is taken for a fault
     */
    public record Paging(int pageSize, long maxEntries) {
        /** Whether searches are paged. */
        public boolean isOn() {
            return pageSize > 0;
        }
    }
}

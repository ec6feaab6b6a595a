package dev.rollcall.ldap.internal.scope;

import dev.rollcall.ldap.internal.LdapSettings;
import org.jspecify.annotations.Nullable;

/**
 * A chosen group or unit that was found.
 *
 * @param chosen as it was configured
 * @param dn its name as the server spells it
 * @param canonical its name in a form that can be compared
 * @param id its id in canonical form; null where the server delivers none
 * @param primary what people whose primary group it is refer to it by; null where there is no such thing
 */
public record FoundEntry(
        LdapSettings.Chosen chosen,
        String dn,
        String canonical,
        @Nullable String id,
        @Nullable String primary) {}

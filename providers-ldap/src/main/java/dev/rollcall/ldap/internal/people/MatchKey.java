package dev.rollcall.ldap.internal.people;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the match key of an entry.
 *
 * @param attribute where it stands
 */
record MatchKey(RequestedAttribute attribute) {

    /**
     * Returns the match key; null where the entry has none. Of several values it is the one that the entry is named by,
     * such as {@code ann} of {@code uid=ann,ou=people}.
     *
     * @throws UnreadableException if the value is malformed, or there are several and the entry is not named by one of
     *     them
     */
    @Nullable
    String of(Entry entry) {
        List<String> values = attribute.valuesOrNull(entry);
        if (values == null) {
            throw new UnreadableException(attribute.malformed() + ", and is the match key");
        }
        if (values.size() < 2) {
            return values.isEmpty() ? null : values.get(0);
        }
        String naming = namingValue(entry);
        for (String value : values) {
            if (canonical(value).equals(naming)) {
                return value;
            }
        }
        throw new UnreadableException("the attribute '" + attribute.name() + "', the match key, has " + values.size()
                + " values, and the entry is named by none of them; the match key must be one value");
    }

    private @Nullable String namingValue(Entry entry) {
        try {
            RDN rdn = entry.getRDN();
            if (rdn != null) {
                String[] types = rdn.getAttributeNames();
                String wanted = AttributeTypes.canonical(attribute.name());
                for (int i = 0; i < types.length; i++) {
                    if (AttributeTypes.canonical(types[i]).equals(wanted)) {
                        return CanonicalDn.value(rdn.getByteArrayAttributeValues()[i]);
                    }
                }
            }
            return null;
        } catch (LDAPException malformed) {
            return null;
        }
    }

    private static String canonical(String value) {
        return CanonicalDn.value(value.getBytes(StandardCharsets.UTF_8));
    }
}

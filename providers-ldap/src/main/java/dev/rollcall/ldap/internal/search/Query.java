package dev.rollcall.ldap.internal.search;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.ldap.internal.Printable;
import java.util.Collection;
import java.util.List;

/**
 * What is searched for.
 *
 * @param base where
 * @param scope how far below
 * @param filter what
 * @param attributes what of it; none at all means that only the names are wanted
 * @param what what it is that is read, for messages: "the people below OU=Staff,DC=example,DC=com"
 */
public record Query(String base, SearchScope scope, Filter filter, List<String> attributes, String what) {

    /** Makes the text for messages printable: a name in it may be the server's. */
    public Query {
        what = Printable.of(what);
    }

    /** Everything below a base, with the base itself. */
    public static Query below(String base, Filter filter, Collection<String> attributes, String what) {
        return new Query(base, SearchScope.SUB, filter, List.copyOf(attributes), what);
    }

    /** One entry. */
    public static Query of(String dn, Collection<String> attributes, String what) {
        return new Query(
                dn, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), List.copyOf(attributes), what);
    }

    /** The names of attributes as they are asked for: "1.1" stands for none (RFC 4511, 4.5.1.8). */
    String[] requested() {
        return attributes.isEmpty() ? new String[] {"1.1"} : attributes.toArray(String[]::new);
    }
}

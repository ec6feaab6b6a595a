package dev.rollcall.ldap.internal.people;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.ldap.LdapExternalId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** External ids: from an entry to the one canonical text (F28), and from that text back to the entry (F66). */
public final class ExternalIds {

    private ExternalIds() {}

    /** Where to look for the entry of an id. */
    public sealed interface Lookup permits BySearch, ByName {}

    /**
     * By a search.
     *
     * @param filter finds the entry and no other
     */
    public record BySearch(Filter filter) implements Lookup {}

    /**
     * By the entry's name, that is, by a search with this base.
     *
     * @param dn the name
     */
    public record ByName(DN dn) implements Lookup {}

    /**
     * Returns the canonical text of an entry's id.
     *
     * @throws UnreadableException if the id is missing, has several values or is not of its form: an id is never
     *     guessed (R5)
     */
    public static String of(LdapExternalId id, Entry entry) {
        if (id.isDn()) {
            try {
                return CanonicalDn.of(entry.getDN());
            } catch (MalformedDnException malformed) {
                throw new UnreadableException(malformed.where());
            }
        }
        Attribute attribute = entry.getAttribute(id.attribute());
        if (attribute == null || attribute.size() == 0) {
            throw new UnreadableException("the attribute '" + id.attribute() + "', the external id, is missing");
        }
        if (attribute.size() > 1) {
            throw new UnreadableException("the attribute '" + id.attribute() + "', the external id, has "
                    + attribute.size() + " values and must have one");
        }
        String text = textOrNull(id, attribute.getRawValues()[0].getValue());
        if (text == null || text.isBlank()) {
            throw new UnreadableException(
                    "the attribute '" + id.attribute() + "', the external id, is not " + expected(id));
        }
        return text;
    }

    private static @Nullable String textOrNull(LdapExternalId id, byte[] value) {
        return switch (id.form()) {
            case GUID_LITTLE_ENDIAN -> Guids.textOrNull(value, true);
            case GUID_BIG_ENDIAN -> Guids.textOrNull(value, false);
            case UUID_TEXT -> {
                String text = Utf8.textOrNull(value);
                yield text == null ? null : Guids.canonicalOrNull(text);
            }
            case TEXT ->
                switch (ValueForm.of(id.attribute(), Set.of())) {
                    case TEXT -> Utf8.textOrNull(value);
                    case SID -> Sid.textOrNull(value);
                    default -> HexFormat.of().formatHex(value);
                };
            case DN -> throw new IllegalStateException("a name is no value");
        };
    }

    private static String expected(LdapExternalId id) {
        return switch (id.form()) {
            case GUID_LITTLE_ENDIAN, GUID_BIG_ENDIAN -> "a UUID of 16 bytes";
            case UUID_TEXT -> "a UUID in text";
            case TEXT ->
                switch (ValueForm.of(id.attribute(), Set.of())) {
                    case TEXT -> "text in UTF-8";
                    case SID -> "a security identifier";
                    default -> "a row of hexadecimal digits";
                };
            case DN -> "the name of an entry";
        };
    }

    /**
     * Tells where the entry of an id is to be looked for.
     *
     * @param canonical the id; one that an operator typed need not be in canonical form where {@link #canonical} was
     *     applied
     * @throws UnreadableException if the text cannot be such an id
     */
    public static Lookup lookup(LdapExternalId id, String canonical) {
        if (id.isDn()) {
            try {
                return new ByName(new DN(canonical(id, canonical)));
            } catch (LDAPException impossible) {
                throw new IllegalStateException("a canonical name can be parsed", impossible);
            }
        }
        return new BySearch(filter(id, canonical));
    }

    /**
     * The filter that finds the entry of an id; empty where the id is the entry's name, which no filter can ask for.
     */
    public static Optional<Filter> filterFor(LdapExternalId id, String canonical) {
        return lookup(id, canonical) instanceof BySearch search ? Optional.of(search.filter()) : Optional.empty();
    }

    private static Filter filter(LdapExternalId id, String text) {
        String canonical = canonical(id, text);
        return Filter.createEqualityFilter(
                id.attribute(),
                switch (id.form()) {
                    case GUID_LITTLE_ENDIAN -> Guids.bytes(canonical, true);
                    case GUID_BIG_ENDIAN -> Guids.bytes(canonical, false);
                    case UUID_TEXT, DN -> canonical.getBytes(StandardCharsets.UTF_8);
                    case TEXT -> rawText(id, canonical);
                });
    }

    private static byte[] rawText(LdapExternalId id, String canonical) {
        byte[] bytes = switch (ValueForm.of(id.attribute(), Set.of())) {
            case TEXT -> canonical.getBytes(StandardCharsets.UTF_8);
            case SID -> Sid.bytesOrNull(canonical);
            default -> HexFormat.of().parseHex(canonical);
        };
        return bytes == null ? new byte[0] : bytes;
    }

    /**
     * Returns the canonical form of an id that somebody typed.
     *
     * @throws UnreadableException if the text cannot be such an id
     */
    public static String canonical(LdapExternalId id, String text) {
        String canonical = switch (id.form()) {
            case GUID_LITTLE_ENDIAN, GUID_BIG_ENDIAN, UUID_TEXT -> Guids.canonicalOrNull(text);
            case TEXT -> canonicalText(id, text);
            case DN -> canonicalName(text);
        };
        if (canonical == null || canonical.isBlank()) {
            throw new UnreadableException("an id by '" + id.attribute() + "' must be "
                    + expected(id).replace("a UUID of 16 bytes", "a UUID").replace("a UUID in text", "a UUID"));
        }
        return canonical;
    }

    private static @Nullable String canonicalText(LdapExternalId id, String text) {
        return switch (ValueForm.of(id.attribute(), Set.of())) {
            case TEXT -> text;
            case SID -> Sid.bytesOrNull(text) == null ? null : text;
            default -> {
                String lower = text.toLowerCase(Locale.ROOT);
                yield lower.matches("(?:[0-9a-f]{2})+") ? lower : null;
            }
        };
    }

    private static String canonicalName(String text) {
        try {
            return CanonicalDn.of(text);
        } catch (MalformedDnException malformed) {
            throw new UnreadableException(malformed.where());
        }
    }
}

package dev.rollcall.ldap.internal.people;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The one text of an entry's name, so that names can be compared, sorted and looked up as texts (F64). Two names are
 * the same exactly if their texts are: types and values ignoring case, surrounding and repeated spaces, the way of
 * escaping (RFC 4514), the order inside a part with several values, and other names of a type ({@code commonName} for
 * {@code cn}).
 *
 * <p>What one server may hold to be two names is two here. A letter and its small letter are the same only if each is
 * the other's only one: dotless {@code \u0131} is not {@code i}, nor is dotted {@code \u0130}, and a final sigma is no
 * other sigma. Nothing is composed, decomposed or replaced by a compatible character, although RFC 4518 says so and
 * OpenLDAP does it: 389 does not. Two people taken for one would let somebody in or lose somebody; one name taken for
 * two makes a member that nothing is found under, and holds the run (F63).
 *
 * <p>It is a name itself. Commas, plus signs, quotes and other characters with a meaning are written as {@code \2c}, so
 * that a comma in it always stands between two parts.
 */
public final class CanonicalDn {

    private static final String SPECIAL = ",+\"\\<>;=";
    private static final HexFormat HEX = HexFormat.of();

    /** For each ASCII character of a value: itself in lower case, or 0 where it is not plain. */
    private static final byte[] PLAIN = new byte[128];

    static {
        for (char c = ' '; c < 0x7F; c++) {
            PLAIN[c] = SPECIAL.indexOf(c) >= 0 || c == '#' ? 0 : (byte) lower(c);
        }
    }

    private CanonicalDn() {}

    /**
     * Returns the canonical text of a name.
     *
     * @param dn the name as a server or an operator writes it
     * @throws MalformedDnException if it is none, or empty: an empty name is equal to nothing
     */
    public static String of(@Nullable String dn) {
        if (dn == null || dn.isBlank()) {
            throw new MalformedDnException("the name is empty");
        }
        String plain = plain(dn);
        return plain != null ? plain : parsed(dn);
    }

    /** Returns the canonical text of a name that was parsed; empty for the name of the root. */
    public static String of(DN dn) {
        StringBuilder text = new StringBuilder();
        for (RDN rdn : dn.getRDNs()) {
            if (!text.isEmpty()) {
                text.append(',');
            }
            append(text, rdn);
        }
        return text.toString();
    }

    /**
     * Whether an entry is another one or lies below it, by their canonical texts; never where either is null or empty.
     */
    public static boolean isBelowOrSame(@Nullable String child, @Nullable String parent) {
        if (child == null || parent == null || parent.isEmpty()) {
            return false;
        }
        int border = child.length() - parent.length() - 1;
        return border < 0 ? child.equals(parent) : child.charAt(border) == ',' && child.endsWith(parent);
    }

    /**
     * The text of a name whose parts have one value each, well-known types and values of plain ASCII; null for any
     * other name.
     */
    private static @Nullable String plain(String dn) {
        int length = dn.length();
        byte[] text = new byte[length];
        boolean changed = false;
        int i = 0;
        while (true) {
            int type = 0;
            char c = 0;
            for (int start = i; i < length && (c = dn.charAt(i)) != '='; i++) {
                if (c >= 128 || i - start == 3) {
                    return null;
                }
                char lower = lower(c);
                changed |= lower != c;
                text[i] = (byte) lower;
                type = type << 8 | lower;
            }
            if (i == length || !isWellKnown(type)) {
                return null;
            }
            text[i++] = '=';
            int start = i;
            char before = ' ';
            for (; i < length && (c = dn.charAt(i)) != ','; i++) {
                byte lower = c < 128 ? PLAIN[c] : 0;
                if (lower == 0 || (c == ' ' && before == ' ')) {
                    return null;
                }
                changed |= lower != c;
                text[i] = lower;
                before = c;
            }
            if (before == ' ' || i == start) {
                return null;
            }
            if (i == length) {
                return changed ? new String(text, StandardCharsets.ISO_8859_1) : dn;
            }
            text[i++] = ',';
        }
    }

    private static boolean isWellKnown(int type) {
        return switch (type) {
            case 'c' << 8 | 'n',
                    'o' << 8 | 'u',
                    'd' << 8 | 'c',
                    'u' << 16 | 'i' << 8 | 'd',
                    'o',
                    'c',
                    'l',
                    's' << 8 | 't' -> true;
            default -> false;
        };
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    private static String parsed(String dn) {
        try {
            DnParts.checkEscapes(dn);
            return of(new DN(dn));
        } catch (LDAPException malformed) {
            throw DnParts.malformed(dn);
        }
    }

    private static void append(StringBuilder text, RDN rdn) {
        String[] types = rdn.getAttributeNames();
        byte[][] values = rdn.getByteArrayAttributeValues();
        if (types.length == 1) {
            text.append(pair(types[0], values[0]));
            return;
        }
        String[] pairs = new String[types.length];
        Arrays.setAll(pairs, i -> pair(types[i], values[i]));
        Arrays.sort(pairs);
        text.append(String.join("+", pairs));
    }

    private static String pair(String type, byte[] value) {
        return AttributeTypes.canonical(type) + '=' + value(value);
    }

    /** The canonical text of a value inside a name. */
    static String value(byte[] value) {
        String text = Utf8.textOrNull(value);
        return text != null
                ? escaped(folded(text))
                : "\\" + HEX.withDelimiter("\\").formatHex(value);
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().map(CanonicalDn::small).forEach(folded::appendCodePoint);
        return singleSpaces(folded.toString());
    }

    /**
     * The small letter of a capital one, whatever the locale, if that leads back to it; any other character as it is.
     */
    private static int small(int codePoint) {
        if (Character.getType(codePoint) != Character.UPPERCASE_LETTER) {
            return codePoint;
        }
        int small = Character.toLowerCase(codePoint);
        return Character.toUpperCase(small) == codePoint ? small : codePoint;
    }

    private static String singleSpaces(String text) {
        StringBuilder single = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' || (!single.isEmpty() && single.charAt(single.length() - 1) != ' ')) {
                single.append(c);
            }
        }
        if (!single.isEmpty() && single.charAt(single.length() - 1) == ' ') {
            single.setLength(single.length() - 1);
        }
        return single.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7F || SPECIAL.indexOf(c) >= 0 || (c == '#' && i == 0)) {
                escaped.append('\\').append(HEX.toHexDigits((byte) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}

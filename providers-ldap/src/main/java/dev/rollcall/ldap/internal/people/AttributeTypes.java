package dev.rollcall.ldap.internal.people;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of attribute types, and the other names of the few that have several (RFC 4519, RFC 4524). A server may answer
 * under another name than it was asked for.
 */
public final class AttributeTypes {

    private static final Pattern DESCRIPTION =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9_-]*|[0-9]+(?:\\.[0-9]+)+)(?:;[A-Za-z0-9-]+)*");

    private static final Map<String, List<String>> SAME = new HashMap<>();

    static {
        same("cn", "commonname", "2.5.4.3");
        same("sn", "surname", "2.5.4.4");
        same("serialnumber", "2.5.4.5");
        same("c", "countryname", "2.5.4.6");
        same("l", "localityname", "2.5.4.7");
        same("st", "stateorprovincename", "2.5.4.8");
        same("street", "2.5.4.9");
        same("o", "organizationname", "2.5.4.10");
        same("ou", "organizationalunitname", "2.5.4.11");
        same("title", "2.5.4.12");
        same("givenname", "gn", "2.5.4.42");
        same("initials", "2.5.4.43");
        same("dnqualifier", "2.5.4.46");
        same("uid", "userid", "0.9.2342.19200300.100.1.1");
        same("mail", "rfc822mailbox", "0.9.2342.19200300.100.1.3");
        same("dc", "domaincomponent", "0.9.2342.19200300.100.1.25");
        same("emailaddress", "email", "e", "pkcs9email", "1.2.840.113549.1.9.1");
    }

    private AttributeTypes() {}

    private static void same(String... names) {
        List<String> all = List.of(names);
        all.forEach(name -> SAME.put(name, all));
    }

    /** Whether a text is an attribute description (RFC 4512, 2.5): a name or number, and options. */
    public static boolean isDescription(String text) {
        return DESCRIPTION.matcher(text).matches();
    }

    /** An attribute description without its options. */
    static String withoutOptions(String description) {
        int options = description.indexOf(';');
        return options < 0 ? description : description.substring(0, options);
    }

    /** The options of an attribute description, with the semicolon before them; empty where there are none. */
    static String options(String description) {
        int options = description.indexOf(';');
        return options < 0 ? "" : description.substring(options);
    }

    /** The first of the names of a type, in lower case. */
    static String canonical(String name) {
        return names(name).get(0);
    }

    /** All names of a type, in lower case; the given one alone where no others are known. */
    static List<String> names(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String type = lower.startsWith("oid.") ? lower.substring("oid.".length()) : lower;
        List<String> all = SAME.get(type);
        return all != null ? all : List.of(type);
    }
}

package dev.rollcall.entra.internal;

import java.util.Locale;
import java.util.regex.Pattern;

/** The form of ids in a tenant: 32 hexadecimal digits in five groups (RFC 9562). */
public final class Guid {

    private static final Pattern FORM =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");

    private Guid() {}

    /** Whether a text is an id. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** The canonical spelling of an id: in lower case. */
    public static String canonical(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}

package dev.rollcall.testservers.okta;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** When two logins are one and the same to Okta: case and accents do not matter. */
final class Logins {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Logins() {}

    static String key(String login) {
        String plain = Normalizer.isNormalized(login, Normalizer.Form.NFD)
                ? login
                : Normalizer.normalize(login, Normalizer.Form.NFD);
        return MARKS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
    }
}

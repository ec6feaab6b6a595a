package dev.rollcall.testservers.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Text with percent signs in it. */
final class PercentText {

    private PercentText() {}

    /** In a path a plus sign is a plus sign. */
    static String path(String text) {
        return form(text.replace("+", "%2B"));
    }

    static String form(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

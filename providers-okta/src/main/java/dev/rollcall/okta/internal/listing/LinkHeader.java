package dev.rollcall.okta.internal.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes {@code Link} headers apart (RFC 8288): several in one line or in several, relations quoted or not, in any
 * letter case and place. What cannot be taken apart is refused, for the link to the next page may be in it, and a list
 * that goes on must not be taken for one that ended (F83).
 */
final class LinkHeader {

    private static final String NEXT = "next";
    private static final Pattern SPACE = Pattern.compile("[ \t]+");

    private final String text;
    private int at;

    private LinkHeader(String text) {
        this.text = text;
    }

    /**
     * The target of the link with the relation {@code next}, as it was written; empty if there is none.
     *
     * @param lines the header's values
     * @throws MalformedLinkException if a line is no list of links, or there are several next ones
     */
    static Optional<String> next(List<String> lines) throws MalformedLinkException {
        List<String> targets = new ArrayList<>();
        for (String line : lines) {
            new LinkHeader(line).collect(targets);
        }
        if (targets.stream().distinct().count() > 1) {
            throw new MalformedLinkException("it names several next pages");
        }
        return targets.stream().findFirst();
    }

    private void collect(List<String> targets) throws MalformedLinkException {
        skip(" \t,");
        while (at < text.length()) {
            if (text.charAt(at) != '<') {
                throw malformed();
            }
            int end = text.indexOf('>', at);
            if (end < 0) {
                throw malformed();
            }
            String target = text.substring(at + 1, end).strip();
            at = end + 1;
            if (isNext()) {
                targets.add(target);
            }
            skip(" \t,");
        }
    }

    /** Reads the parameters of one link, to the comma or the end. */
    private boolean isNext() throws MalformedLinkException {
        boolean next = false;
        skip(" \t");
        while (at < text.length() && text.charAt(at) == ';') {
            skip(" \t;");
            String name = word("=;, \t");
            skip(" \t");
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                skip(" \t");
                String value = at < text.length() && text.charAt(at) == '"' ? quoted() : word(";, \t");
                next |= name.equalsIgnoreCase("rel")
                        && SPACE.splitAsStream(value).anyMatch(NEXT::equalsIgnoreCase);
            }
            skip(" \t");
        }
        if (at < text.length() && text.charAt(at) != ',') {
            throw malformed();
        }
        return next;
    }

    private String quoted() throws MalformedLinkException {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                c = text.charAt(++at);
            }
            value.append(c);
        }
        throw malformed();
    }

    private String word(String ends) {
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private MalformedLinkException malformed() {
        return new MalformedLinkException("it is malformed at its character " + (at + 1));
    }
}

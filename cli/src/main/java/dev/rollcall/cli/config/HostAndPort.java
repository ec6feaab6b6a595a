package dev.rollcall.cli.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server as it is written: a name or an address, and perhaps a port.
 *
 * @param host a name or address, without brackets
 * @param port from 1 to 65,535; 0 where none is said
 */
record HostAndPort(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern NAME = Pattern.compile("([\\p{L}\\p{N}._-]+)(?::(\\d{1,5}))?");

    /** Two colons at the least, and perhaps a zone. */
    private static final Pattern V6 =
            Pattern.compile("([0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)(?:%[A-Za-z0-9._-]{1,32})?");

    private static final Pattern IN_BRACKETS = Pattern.compile("\\[([^]]*)](?::(\\d{1,5}))?");

    /**
     * Reads {@code dc1.example.org}, {@code dc1.example.org:636}, {@code 192.0.2.7:636}, {@code 2001:db8::7} or
     * {@code [2001:db8::7]:636}. Nothing is looked up.
     *
     * @return null if the text is none of these
     */
    static @Nullable HostAndPort of(String text) {
        if (isV6(text)) {
            return new HostAndPort(text, 0);
        }
        Matcher inBrackets = IN_BRACKETS.matcher(text);
        if (inBrackets.matches()) {
            String address = inBrackets.group(1);
            return isV6(address) ? of(address, inBrackets.group(2)) : null;
        }
        Matcher name = NAME.matcher(text);
        return name.matches() ? of(name.group(1), name.group(2)) : null;
    }

    private static @Nullable HostAndPort of(String host, @Nullable String digits) {
        if (digits == null) {
            return new HostAndPort(host, 0);
        }
        int port = Integer.parseInt(digits);
        return port < 1 || port > HIGHEST_PORT ? null : new HostAndPort(host, port);
    }

    private static boolean isV6(String text) {
        Matcher form = V6.matcher(text);
        if (!form.matches()) {
            return false;
        }
        try {
            InetAddress.getByName("[" + form.group(1) + "]"); // brackets keep it from being looked up as a name
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

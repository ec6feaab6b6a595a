package dev.rollcall.testservers;

import java.util.ArrayList;
import java.util.List;

/** What an OpenLDAP server is to be like. Immutable; each method gives new settings. */
public final class OpenLdapSettings {

    private static final OpenLdapSettings STANDARD = new OpenLdapSettings(
            true, List.of(), List.of(), TestCertificates.shared().good());

    private final boolean memberOf;
    private final List<String> rules;
    private final List<String> lines;
    private final ServerCertificate certificate;

    private OpenLdapSettings(boolean memberOf, List<String> rules, List<String> lines, ServerCertificate certificate) {
        this.memberOf = memberOf;
        this.rules = List.copyOf(rules);
        this.lines = List.copyOf(lines);
        this.certificate = certificate;
    }

    /** With {@code memberOf}, readable by everybody who has bound, with a good certificate for {@code localhost}. */
    public static OpenLdapSettings standard() {
        return STANDARD;
    }

    /**
     * Without the overlays memberof and refint: the schema knows no {@code memberOf}, and groups keep members that are
     * gone.
     */
    public OpenLdapSettings withoutMemberOf() {
        return new OpenLdapSettings(false, rules, lines, certificate);
    }

    /**
     * With a rule that comes before those already there, in the words of slapd.access(5) and without the leading
     * {@code access}: for instance {@code to attrs=mail by dn.exact="cn=reader,ou=system,dc=example,dc=com" none by *
     * break}.
     */
    public OpenLdapSettings withRule(String rule) {
        List<String> more = new ArrayList<>(List.of(rule));
        more.addAll(rules);
        return new OpenLdapSettings(memberOf, more, lines, certificate);
    }

    /** With these attributes kept from the account {@link OpenLdapServer#reader()}. */
    public OpenLdapSettings withoutReadersRightTo(String... attributes) {
        return withRule("to attrs=" + String.join(",", attributes) + " by dn.exact=\"" + OpenLdapServer.READER
                + "\" none by * break");
    }

    /** With the entry of this DN and all below it kept from the account {@link OpenLdapServer#reader()}. */
    public OpenLdapSettings withoutReadersRightBelow(String dn) {
        return withRule("to dn.subtree=\"" + dn.replace("\\", "\\\\").replace("\"", "\\\"") + "\" by dn.exact=\""
                + OpenLdapServer.READER + "\" none by * break");
    }

    /** With one more line of slapd.conf(5) in the part that is for all databases. */
    public OpenLdapSettings withLine(String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return new OpenLdapSettings(memberOf, rules, more, certificate);
    }

    /** With another certificate for LDAPS and StartTLS. */
    public OpenLdapSettings withCertificate(ServerCertificate other) {
        return new OpenLdapSettings(memberOf, rules, lines, other);
    }

    boolean memberOf() {
        return memberOf;
    }

    List<String> rules() {
        return rules;
    }

    List<String> lines() {
        return lines;
    }

    ServerCertificate certificate() {
        return certificate;
    }
}

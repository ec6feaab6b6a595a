package dev.rollcall.ldap.internal.validation;

import dev.rollcall.directory.DirectoryException;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.connection.Account;
import dev.rollcall.ldap.internal.connection.ConnectionSettings;
import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import dev.rollcall.ldap.internal.connection.Connector;
import dev.rollcall.ldap.internal.connection.LdapSession;
import dev.rollcall.ldap.internal.connection.RunTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Which server is read, how the connection is protected, who is logged in, and whether the other servers could take
 * over.
 */
final class ConnectionCheck {

    /** A certificate that expires earlier is worth a warning. */
    private static final Duration SOON = Duration.ofDays(30);

    private final LdapSettings settings;
    private final Findings findings;
    private final WatchedTrust trust;

    ConnectionCheck(LdapSettings settings, Findings findings) {
        this.settings = settings;
        this.trust = new WatchedTrust(settings.connection().trust());
        this.findings = findings;
    }

    /** Opens the session that a read would open. */
    LdapSession open(RunTime time) {
        return open(settings.connection().servers(), trust, time);
    }

    private LdapSession open(List<Server> servers, LdapTrust watched, RunTime time) {
        ConnectionSettings all = settings.connection();
        return new Connector(new ConnectionSettings(
                        servers,
                        all.security(),
                        watched,
                        all.certificateName(),
                        all.account(),
                        all.connectTimeout(),
                        all.bindTimeout(),
                        all.responseTimeout(),
                        all.totalTimeout(),
                        all.largestMessage()))
                .open(time);
    }

    /** Tells of the session. */
    void tell(LdapSession session) {
        findings.ok("connection", session.server() + ", " + protection(session));
        trust.certificate().ifPresent(certificate -> tellExpiry("certificate", "", certificate));
        Account account = settings.connection().account();
        findings.ok("login", account == null ? "nobody (anonymous), as configured" : "logged in as " + account.name());
    }

    private String protection(LdapSession session) {
        return switch (settings.connection().security()) {
            case LDAPS -> session.protection() + " by LDAPS";
            case STARTTLS -> session.protection() + " by STARTTLS";
            case INSECURE -> "without any protection";
        };
    }

    private void tellExpiry(String subject, String before, X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        String text = before + "the certificate expires on "
                + end.atOffset(ZoneOffset.UTC).toLocalDate();
        Duration left = Duration.between(settings.clock().instant(), end);
        if (left.compareTo(SOON) >= 0) {
            findings.ok(subject, text);
            return;
        }
        findings.warning(
                subject,
                text
                        + (left.isNegative()
                                ? ", which is past by the configured clock"
                                : ", in " + left.toDays() + " days")
                        + "; have it renewed, because reads fail from then on");
    }

    /**
     * Tries the servers that a read would turn to if this one failed. The account's password is known to be right by
     * now.
     */
    void tryOthers(LdapSession used, RunTime time) {
        for (Server server : others(used)) {
            String subject = "server '" + server + "'";
            WatchedTrust watched = new WatchedTrust(settings.connection().trust());
            try (LdapSession session = open(List.of(server), watched, time)) {
                String text = "could be read too, " + protection(session);
                watched.certificate()
                        .ifPresentOrElse(
                                certificate -> tellExpiry(subject, text + "; ", certificate),
                                () -> findings.ok(subject, text));
            } catch (DirectoryException e) {
                findings.warning(subject, "cannot be used, though another one can: " + e.getMessage());
            }
        }
    }

    private List<Server> others(LdapSession used) {
        List<Server> others = new ArrayList<>(settings.connection().servers());
        others.stream()
                .filter(server -> (used.server() + " ").startsWith(server + " "))
                .findFirst()
                .ifPresent(server -> others.removeIf(server::equals));
        return others.stream().distinct().toList();
    }
}

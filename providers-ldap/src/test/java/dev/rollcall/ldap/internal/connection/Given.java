package dev.rollcall.ldap.internal.connection;

import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import dev.rollcall.testservers.TestCertificates;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Settings for tests, changed one by one. */
record Given(
        List<Server> servers,
        LdapSecurity security,
        LdapTrust trust,
        @Nullable String certificateName,
        @Nullable Account account,
        Duration connectTimeout,
        Duration bindTimeout,
        Duration responseTimeout) {

    private static final Duration LONG = Duration.ofSeconds(20);

    static Given servers(LdapSecurity security, Server... servers) {
        return new Given(
                List.of(servers),
                security,
                LdapTrust.certificates(TestCertificates.shared().authority()),
                null,
                new Account(TestDirectory.READER, TestDirectory.PASSWORD::toCharArray),
                LONG,
                LONG,
                LONG);
    }

    Given trust(LdapTrust other) {
        return new Given(
                servers, security, other, certificateName, account, connectTimeout, bindTimeout, responseTimeout);
    }

    Given certificateName(String name) {
        return new Given(servers, security, trust, name, account, connectTimeout, bindTimeout, responseTimeout);
    }

    Given account(String name, Supplier<char[]> password) {
        return account(new Account(name, password));
    }

    Given account(@Nullable Account other) {
        return new Given(
                servers, security, trust, certificateName, other, connectTimeout, bindTimeout, responseTimeout);
    }

    Given limits(Duration connect, Duration bind, Duration response) {
        return new Given(servers, security, trust, certificateName, account, connect, bind, response);
    }

    ConnectionSettings settings() {
        return new ConnectionSettings(
                servers,
                security,
                trust,
                certificateName,
                account,
                connectTimeout,
                bindTimeout,
                responseTimeout,
                LONG,
                1 << 20);
    }

    Connector connector() {
        return new Connector(settings());
    }

    LdapSession open() {
        return connector().open(RunTime.of(LONG));
    }
}

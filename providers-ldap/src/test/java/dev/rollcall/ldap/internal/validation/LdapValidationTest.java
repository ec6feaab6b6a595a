package dev.rollcall.ldap.internal.validation;

import static dev.rollcall.ldap.internal.validation.GivenDirectory.BASE;
import static dev.rollcall.ldap.internal.validation.GivenDirectory.FORMER;
import static dev.rollcall.ldap.internal.validation.GivenDirectory.READER;
import static dev.rollcall.ldap.internal.validation.GivenDirectory.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.Validation;
import dev.rollcall.directory.Validation.Finding;
import dev.rollcall.directory.Validation.Level;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.testservers.ClosedPort;
import dev.rollcall.testservers.TestCertificates;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R45: a directory can be validated first")
class LdapValidationTest extends ValidatedDirectory {

    @Test
    void saysOfEachThingThatItIsAsItShouldBe() {
        is(GivenDirectory.withTls());
        String ann = directory.person("ann", "mail=a");
        String app = directory.group("app", directory.group("sales", ann), directory.person("bob", "mail=b"));
        directory.add("cn=old," + FORMER, "person", "uid=old");

        Validation validation = validate(
                provider()
                        .security(LdapSecurity.LDAPS)
                        .trust(LdapTrust.certificates(TestCertificates.shared().authority()))
                        .inGroups(app)
                        .inUnits("id:" + directory.idOf(STAFF))
                        .exceptUnits(FORMER),
                "mail");

        assertThat(validation.findings())
                .extracting(Finding::level)
                .as(validation.toString())
                .containsOnly(Level.OK);
        assertThat(validation.findings())
                .extracting(Finding::subject)
                .containsExactly(
                        "connection",
                        "certificate",
                        "login",
                        "kind of server",
                        "paged results",
                        "base '" + BASE + "'",
                        "group '" + app + "'",
                        "unit 'id:" + directory.idOf(STAFF) + "'",
                        "people",
                        "external id 'entryUUID'",
                        "match key 'uid'",
                        "attribute 'mail'",
                        "unit to leave out, '" + FORMER + "'");
        assertIs(validation, Level.OK, "connection", "127.0.0.1:" + directory.port(), "TLSv1.3 by LDAPS");
        assertIs(validation, Level.OK, "certificate", "expires on 20");
        assertIs(validation, Level.OK, "login", "logged in as " + READER);
        assertIs(validation, Level.OK, "kind of server", "Ping", "GENERIC");
        assertIs(validation, Level.OK, "group '" + app + "'", "2 people in scope", "id:" + directory.idOf(app));
        assertIs(validation, Level.OK, "unit 'id:" + directory.idOf(STAFF) + "'", "2 people", "it is " + STAFF);
        assertIs(validation, Level.OK, "people", "2 people in scope: 2 active, 0 inactive, 0 unknown");
        assertIs(validation, Level.OK, "unit to leave out, '" + FORMER + "'", "1 person below it");
    }

    @Test
    void warnsOfACertificateThatSoonExpires() {
        is(GivenDirectory.withTls());

        Validation validation = validate(provider()
                .security(LdapSecurity.LDAPS)
                .trust(LdapTrust.certificates(TestCertificates.shared().authority()))
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(340))));

        assertIs(validation, Level.WARNING, "certificate", "expires on 20", "in 2", "days; have it renewed");
    }

    @Test
    void warnsOfAConnectionWithoutProtection() {
        assertIs(validate(provider()), Level.WARNING, "security", "password of the service account");
    }

    @Test
    void tellsOfServersThatCannotTakeOver() {
        try (GivenDirectory other = GivenDirectory.inClear();
                ClosedPort refusing = ClosedPort.open()) {
            int gone = refusing.number();

            Validation validation = validate(LdapDirectoryProvider.builder(LdapPreset.GENERIC)
                    .server("127.0.0.1", gone)
                    .server("127.0.0.1", directory.port())
                    .server("127.0.0.1", other.port())
                    .security(LdapSecurity.INSECURE)
                    .anonymous()
                    .base(BASE));

            assertIs(validation, Level.WARNING, "server '127.0.0.1:" + gone + "'", "could not be reached");
            assertIs(validation, Level.OK, "server '127.0.0.1:" + other.port() + "'", "could be read too");
            assertIs(validation, Level.OK, "login", "nobody (anonymous)");
            assertThat(of(validation, "server '127.0.0.1:" + directory.port() + "'"))
                    .isEmpty();
        }
    }

    @Test
    void saysWhatIsWrongWithTheConnectionAndChecksTheConfigurationAllTheSame() {
        try (ClosedPort refusing = ClosedPort.open()) {
            Validation validation = validate(
                    LdapDirectoryProvider.builder(LdapPreset.GENERIC)
                            .server("127.0.0.1", refusing.number())
                            .security(LdapSecurity.INSECURE)
                            .anonymous()
                            .base(BASE)
                            .externalId(LdapExternalId.dn()),
                    "userPassword");

            assertThat(validation.isValid()).isFalse();
            assertIs(validation, Level.ERROR, "connection", "could not be reached");
            assertIs(validation, Level.WARNING, "external id", "renamed or moved", "R11");
            assertIs(validation, Level.ERROR, "attribute 'userPassword'", "R28");
        }
    }

    @Test
    void saysThatTheLoginWasRefused() {
        Validation validation = validate(provider().account(READER, "wrong"::toCharArray));

        assertIs(validation, Level.ERROR, "login", "refused the login of " + READER, "invalid credentials");
        assertThat(of(validation, "connection")).isEmpty();
        assertThat(validation.toString()).doesNotContain("wrong\"");
    }

    @Test
    void saysWhyPeopleCannotBeReadAndChecksTheRest() {
        directory.failAtPeople();
        String group = directory.group("app");

        Validation validation = validate(provider().inGroups(group).inUnits(STAFF));

        assertIs(validation, Level.ERROR, "people", "result code 80");
        assertIs(validation, Level.OK, "group '" + group + "'", "is there");
        assertThat(validation.toString()).doesNotContain("secret words");
    }
}

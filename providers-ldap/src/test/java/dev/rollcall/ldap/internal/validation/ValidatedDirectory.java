package dev.rollcall.ldap.internal.validation;

import static dev.rollcall.ldap.internal.validation.GivenDirectory.BASE;
import static dev.rollcall.ldap.internal.validation.GivenDirectory.PASSWORD;
import static dev.rollcall.ldap.internal.validation.GivenDirectory.READER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.directory.Validation.Finding;
import dev.rollcall.directory.Validation.Level;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A directory to be validated, and what to look for in the findings. */
abstract class ValidatedDirectory {

    GivenDirectory directory = GivenDirectory.inClear();

    @AfterEach
    void close() {
        directory.close();
    }

    void is(GivenDirectory other) {
        directory.close();
        directory = other;
    }

    LdapDirectoryProvider.Builder provider(LdapPreset preset) {
        return LdapDirectoryProvider.builder(preset)
                .server("127.0.0.1", directory.port())
                .security(LdapSecurity.INSECURE)
                .account(READER, PASSWORD::toCharArray)
                .base(BASE);
    }

    LdapDirectoryProvider.Builder provider() {
        return provider(LdapPreset.GENERIC);
    }

    static Validation validate(LdapDirectoryProvider.Builder provider, String... attributes) {
        return provider.build().validate(ReadRequest.of(DirectoryName.of("corp"), List.of(attributes)));
    }

    static List<Finding> of(Validation validation, String subject) {
        return validation.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .toList();
    }

    static Finding only(Validation validation, String subject) {
        assertThat(of(validation, subject)).as("%s in %s", subject, validation).hasSize(1);
        return of(validation, subject).get(0);
    }

    static void assertIs(Validation validation, Level level, String subject, String... words) {
        Finding finding = only(validation, subject);
        assertThat(finding.level()).as(finding.toString()).isEqualTo(level);
        assertThat(finding.text()).contains(words);
    }
}

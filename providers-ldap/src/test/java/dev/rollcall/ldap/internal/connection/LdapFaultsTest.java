package dev.rollcall.ldap.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R1: a request that fails")
class LdapFaultsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 9, 10, 11, 53, 64, 80, 84, 92, 4711})
    @DisplayName("leaves the read incomplete unless it is known to mean something else")
    void incomplete(int code) {
        assertThat(told(code)).isInstanceOf(SnapshotIncompleteException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 52, 81, 82, 85, 91})
    @DisplayName("because the server is away is an outage")
    void outage(int code) {
        assertThat(told(code)).isInstanceOf(DirectoryUnavailableException.class);
        assertThat(LdapFaults.isOutage(new LDAPException(ResultCode.valueOf(code))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 13, 17, 18, 21, 32, 34, 50, 87})
    @DisplayName("because of what was asked for is about the configuration")
    void configuration(int code) {
        assertThat(told(code)).isInstanceOf(DirectoryConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {48, 49, 123})
    @DisplayName("because the login is no longer good is about credentials")
    void credentials(int code) {
        assertThat(told(code)).isInstanceOf(DirectoryCredentialsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "3, time limit exceeded, time limit",
        "4, size limit exceeded, number of entries",
        "11, admin limit exceeded, administrator",
        "10, referral, another server",
        "50, insufficient access rights, grant it",
        "85, timeout, no answer in time",
        "12, unavailable critical extension, paged results"
    })
    @DisplayName("is told with number and name of the result, what was being done, and what to do")
    void words(int code, String name, String advice) {
        assertThat(told(code))
                .hasMessageStartingWith(
                        "dc1:636 failed while reading page 7 (result code " + code + ", " + name + "): ")
                .hasMessageContaining(advice);
    }

    @Test
    @DisplayName(
            "by a limit for entries is not told to be mended by smaller pages: some servers count all pages together")
    void smallerPagesHelpAgainstOneLimitOnly() {
        assertThat(told(4)).hasMessageContaining("raise the limit").hasMessageNotContaining("pages");
        assertThat(told(11)).hasMessageContaining("raise the limit").hasMessageContaining("smaller pages");
    }

    @Test
    @DisplayName("is never told in the words of the server, which are in the cause")
    void foreignWords() {
        for (int code = 0; code < 130; code++) {
            LDAPException cause = new LDAPException(new LDAPResult(
                    1, ResultCode.valueOf(code), "words of the server", "cn=matched", List.of(), List.of()));
            DirectoryException told = LdapFaults.of(cause, "reading page 7", "dc1:636");
            assertThat(told).hasCause(cause).hasMessageNotContaining("words").hasMessageNotContaining("matched");
        }
    }

    private static DirectoryException told(int code) {
        return LdapFaults.of(new LDAPException(ResultCode.valueOf(code), "x"), "reading page 7", "dc1:636");
    }
}

package dev.rollcall.ldap.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.ldap.LdapSecurity;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A login that is refused")
class BindErrorsTest {

    private static final String SERVER = "dc1.example:636";
    private static final String WHO = "svc@example";

    @ParameterizedTest
    @CsvSource({
        "525, no such account",
        "52e, name or the password is wrong",
        "530, time of day",
        "531, from this machine",
        "532, password has expired",
        "533, disabled",
        "701, account has expired",
        "773, changed before the first login",
        "775, locked"
    })
    @DisplayName("in Active Directory is told with the reason that its sub-code stands for (F125)")
    void activeDirectory(String subCode, String meaning) {
        String words =
                "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data " + subCode + ", v2580\0";
        try (TestDirectory directory = TestDirectory.inClear().refusing(ResultCode.INVALID_CREDENTIALS, words)) {
            assertThatThrownBy(Given.servers(LdapSecurity.INSECURE, directory.server())::open)
                    .isInstanceOf(DirectoryCredentialsException.class)
                    .hasMessageContaining(directory.server().toString())
                    .hasMessageContaining(TestDirectory.READER)
                    .hasMessageContaining("result code 49, invalid credentials, data " + subCode)
                    .hasMessageContaining(meaning)
                    .hasMessageNotContaining("DSID");
            assertThat(directory.logins()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"80090308: LdapErr: x, data 9ab, v1", "80090308: LdapErr: x, data 52E, v1"})
    @DisplayName("is told with its sub-code also where that means nothing to us, or is spelled in capitals")
    void otherSubCodes(String words) {
        assertThat(told(ResultCode.INVALID_CREDENTIALS, words))
                .isInstanceOf(DirectoryCredentialsException.class)
                .hasMessageContaining("name or the password is wrong")
                .message()
                .containsPattern("data (9ab|52e)\\)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data", "data zzz", "metadata 52e", "data 123456789"})
    @DisplayName("elsewhere is told without a sub-code, whatever the server says")
    void otherServers(String words) {
        assertThat(told(ResultCode.INVALID_CREDENTIALS, words))
                .isInstanceOf(DirectoryCredentialsException.class)
                .hasMessage(
                        "dc1.example:636 refused the login of svc@example (result code 49, invalid credentials): the name or"
                                + " the password is wrong; it was not tried again");
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 32, 48, 50, 53, 123})
    @DisplayName("for a reason that lies with the account is about credentials, and no other server is asked")
    void account(int code) {
        assertThat(told(ResultCode.valueOf(code), "words of the server"))
                .isInstanceOf(DirectoryCredentialsException.class)
                .hasMessageContaining("result code " + code + ", ")
                .hasMessageNotContaining("words of the server");
        assertThat(BindErrors.isTheServers(new LDAPException(ResultCode.valueOf(code))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 8, 10, 13, 34, 4711})
    @DisplayName("for the way in which it was tried is about the configuration, and no other server is asked")
    void configuration(int code) {
        assertThat(told(ResultCode.valueOf(code), "words of the server"))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining("result code " + code)
                .hasMessageNotContaining("words of the server");
        assertThat(BindErrors.isTheServers(new LDAPException(ResultCode.valueOf(code))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 51, 52, 80, 81, 82, 84, 85, 91})
    @DisplayName("by a server that cannot do it just now is an outage, and the next server may be asked")
    void outage(int code) {
        assertThat(told(ResultCode.valueOf(code), "words of the server"))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining(SERVER)
                .hasMessageNotContaining("words of the server");
        assertThat(BindErrors.isTheServers(new LDAPException(ResultCode.valueOf(code))))
                .isTrue();
    }

    @Test
    @DisplayName("carries what the client library threw as its cause")
    void cause() {
        LDAPException e = new LDAPException(ResultCode.INVALID_CREDENTIALS, "x");
        assertThat(BindErrors.of(e, WHO, SERVER)).hasCause(e);
    }

    private static DirectoryException told(ResultCode code, String words) {
        return BindErrors.of(
                new LDAPException(new LDAPResult(1, code, words, null, List.of(), List.of())), WHO, SERVER);
    }
}

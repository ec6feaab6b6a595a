package dev.rollcall.ldap.internal.people;

import static dev.rollcall.directory.Activity.ACTIVE;
import static dev.rollcall.directory.Activity.INACTIVE;
import static dev.rollcall.directory.Activity.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.Activity;
import dev.rollcall.ldap.LdapActivity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @DisplayName("Active Directory: bit 2 of userAccountControl alone decides, whatever else is set (F42)")
    @CsvSource({
        "512, ACTIVE",
        "544, ACTIVE",
        "66048, ACTIVE",
        "262656, ACTIVE",
        "590336, ACTIVE",
        "0, ACTIVE",
        "514, INACTIVE",
        "546, INACTIVE",
        "66050, INACTIVE",
        "2, INACTIVE",
        "-2147483136, ACTIVE",
        "-2147483134, INACTIVE",
        "2147484162, INACTIVE",
        "4294967295, INACTIVE"
    })
    void userAccountControl(String control, Activity expected) {
        assertThat(activeDirectory("userAccountControl", control)).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("Active Directory: an account that has expired is inactive from that moment on (F43)")
    @CsvSource({
        "0, ACTIVE",
        "9223372036854775807, ACTIVE",
        "134168400000000000, INACTIVE",
        "134168400000000001, ACTIVE",
        "134168399999999999, INACTIVE",
        "1, INACTIVE",
        "9223372036854775806, ACTIVE"
    })
    void accountExpires(String expires, Activity expected) {
        assertThat(activeDirectory("userAccountControl", "512", "accountExpires", expires))
                .isEqualTo(expected);
        assertThat(activeDirectory("userAccountControl", "514", "accountExpires", expires))
                .isEqualTo(INACTIVE);
    }

    @Test
    @DisplayName("R6: without userAccountControl nothing is known in Active Directory")
    void notDelivered() {
        assertThat(activeDirectory()).isEqualTo(UNKNOWN);
        assertThat(activeDirectory("accountExpires", "0")).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @DisplayName("R6: what is no number is not understood, and not repeated")
    @ValueSource(
            strings = {"secret", "", "5 12", "0x200", "512.0", "4294967296", "-2147483649", "99999999999999999999"})
    void malformedControl(String control) {
        assertThatThrownBy(() -> activeDirectory("userAccountControl", control))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'userAccountControl' must be a")
                .hasMessageContaining("number")
                .hasMessageNotContaining("secret");
    }

    @Test
    @DisplayName("R6: two values, or an expiry that is no number, are not understood")
    void malformedRest() {
        assertThatThrownBy(() -> activeDirectory("userAccountControl", "512", "userAccountControl", "514"))
                .hasMessageContaining("2 values");
        assertThatThrownBy(() -> activeDirectory("userAccountControl", "512", "accountExpires", "never"))
                .hasMessageContaining("'accountExpires' must be a whole number");
        assertThatThrownBy(() -> activeDirectory("userAccountControl", "512", "accountExpires", "-1"))
                .hasMessageContaining("'accountExpires' must not be negative");
    }

    @Test
    @DisplayName("F44: lockouts and expired passwords are not looked at")
    void lockouts() {
        assertThat(activeDirectory(
                        "userAccountControl", "8389136", "lockoutTime", "134168400000000000", "pwdLastSet", "0"))
                .isEqualTo(ACTIVE);
        assertThat(LdapActivity.activeDirectory().attributes()).containsExactly("accountExpires", "userAccountControl");
        assertThat(of(LdapActivity.permanentLock(), "pwdReset", "TRUE", "pwdFailureTime", "20260301115900Z"))
                .isEqualTo(ACTIVE);
    }

    @ParameterizedTest
    @DisplayName("F44: OpenLDAP: only the lock without end is inactivity")
    @CsvSource({
        "000001010000Z, INACTIVE",
        "00000101000000Z, INACTIVE",
        "20260301115900Z, ACTIVE",
        "20270101000000Z, ACTIVE",
        "20260301115900.123456Z, ACTIVE"
    })
    void pwdAccountLockedTime(String locked, Activity expected) {
        assertThat(of(LdapActivity.permanentLock(), "pwdAccountLockedTime", locked))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("R6: where being locked is the exception, no value means active")
    void absenceIsNormal() {
        assertThat(of(LdapActivity.permanentLock())).isEqualTo(ACTIVE);
        assertThat(of(LdapActivity.nsAccountLock())).isEqualTo(ACTIVE);
        assertThat(of(LdapActivity.loginDisabled())).isEqualTo(ACTIVE);
        assertThat(of(LdapActivity.everybody())).isEqualTo(ACTIVE);
        assertThat(LdapActivity.everybody().attributes()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("389 Directory Server: nsAccountLock in any case")
    @CsvSource({"TRUE, INACTIVE", "true, INACTIVE", "False, ACTIVE"})
    void nsAccountLock(String lock, Activity expected) {
        assertThat(of(LdapActivity.nsAccountLock(), "nsAccountLock", lock)).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("eDirectory: disabled, or past the time of expiry")
    @CsvSource({
        "TRUE, 20990101000000Z, INACTIVE", "TRUE, broken, INACTIVE", "FALSE, 20260301120000Z, INACTIVE",
        "FALSE, 20260301120001Z, ACTIVE", "FALSE, 20260301130000+0100, INACTIVE", "FALSE, 20260301125959.5+01, INACTIVE"
    })
    void loginDisabled(String disabled, String expiration, Activity expected) {
        assertThat(of(LdapActivity.loginDisabled(), "loginDisabled", disabled, "loginExpirationTime", expiration))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("R6: what is neither TRUE nor FALSE, and no time, is not understood")
    void malformedOthers() {
        assertThatThrownBy(() -> of(LdapActivity.nsAccountLock(), "nsAccountLock", "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the attribute 'nsAccountLock' must be TRUE or FALSE");
        assertThatThrownBy(() -> of(LdapActivity.permanentLock(), "pwdAccountLockedTime", "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'pwdAccountLockedTime' must be a time")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> of(LdapActivity.loginDisabled(), "loginExpirationTime", "20260230000000Z"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("R13: words are compared as names are; none, another or several that disagree are unknown (R6)")
    void words() {
        LdapActivity words = LdapActivity.words("employeeStatus", List.of("Active", "aktiv"), List.of("left"));

        assertThat(of(words, "employeeStatus", " ACT\u0130VE ")).isEqualTo(ACTIVE);
        assertThat(of(words, "employeeStatus", "active", "employeeStatus", "AKTIV"))
                .isEqualTo(ACTIVE);
        assertThat(of(words, "employeeStatus", "Left")).isEqualTo(INACTIVE);
        assertThat(of(words, "employeeStatus", "left", "employeeStatus", "active"))
                .isEqualTo(UNKNOWN);
        assertThat(of(words, "employeeStatus", "left", "employeeStatus", "soon"))
                .isEqualTo(UNKNOWN);
        assertThat(of(words, "employeeStatus", "soon")).isEqualTo(UNKNOWN);
        assertThat(of(words)).isEqualTo(UNKNOWN);
        assertThat(words.attributes()).containsExactly("employeeStatus");
    }

    @Test
    @DisplayName("words that cannot decide anything are refused when they are chosen")
    void wordsRefused() {
        assertThatThrownBy(() -> LdapActivity.words("status", List.of("A"), List.of(" a ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both active and inactive");
        assertThatThrownBy(() -> LdapActivity.words("status", List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LdapActivity.words("status", List.of(" "), List.of("x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LdapActivity.words("no name", List.of("a"), List.of("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @DisplayName("Generalized Time is read as RFC 4517 says")
    @CsvSource({
        "2026030112Z, 2026-03-01T12:00:00Z",
        "202603011230Z, 2026-03-01T12:30:00Z",
        "20260301123015Z, 2026-03-01T12:30:15Z",
        "2026030112.5Z, 2026-03-01T12:30:00Z",
        "202603011230.25Z, 2026-03-01T12:30:15Z",
        "'20260301123015,125Z', 2026-03-01T12:30:15.125Z",
        "20260301123015-0530, 2026-03-01T18:00:15Z",
        "20161231235960Z, 2017-01-01T00:00:00Z"
    })
    void generalizedTime(String text, Instant expected) {
        assertThat(GeneralizedTime.instantOrNull(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("what RFC 4517 does not know is no time")
    @ValueSource(
            strings = {
                "",
                "20260301",
                "20260301123015",
                "20261301000000Z",
                "20260301240000Z",
                "2026-03-01T12:00:00Z",
                "20260301123015+99",
                "20260301123015.Z"
            })
    void noTime(String text) {
        assertThat(GeneralizedTime.instantOrNull(text)).isNull();
    }

    private static Activity activeDirectory(String... namesAndValues) {
        return of(LdapActivity.activeDirectory(), namesAndValues);
    }

    private static Activity of(LdapActivity rule, String... namesAndValues) {
        Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.merge(
                    namesAndValues[i],
                    List.of(namesAndValues[i + 1]),
                    (one, other) -> List.of(one.get(0), other.get(0)));
        }
        return rule.of(name -> values.getOrDefault(name, List.of()), NOW);
    }
}

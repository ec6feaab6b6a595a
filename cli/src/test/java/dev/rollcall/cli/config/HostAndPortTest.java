package dev.rollcall.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server is a name or an address, and perhaps a port. */
class HostAndPortTest {

    @ParameterizedTest
    @DisplayName("A name, an address of either kind, and a port behind it are told apart")
    @CsvSource({
        "dc1, dc1, 0",
        "dc1.example.org, dc1.example.org, 0",
        "dc1.example.org:636, dc1.example.org, 636",
        "dc_1:65535, dc_1, 65535",
        "bücher.example, bücher.example, 0",
        "192.0.2.7, 192.0.2.7, 0",
        "192.0.2.7:389, 192.0.2.7, 389",
        "::1, ::1, 0",
        "2001:db8::7, 2001:db8::7, 0",
        "2001:db8::7:636, 2001:db8::7:636, 0",
        "[2001:db8::7], 2001:db8::7, 0",
        "[2001:db8::7]:636, 2001:db8::7, 636",
        "::ffff:192.0.2.7, ::ffff:192.0.2.7, 0",
        "fe80::1%eth0, fe80::1%eth0, 0",
        "[fe80::1%eth0]:389, fe80::1%eth0, 389"
    })
    void isRead(String text, String host, int port) {
        assertThat(HostAndPort.of(text)).isEqualTo(new HostAndPort(host, port));
    }

    @ParameterizedTest
    @DisplayName("A URL, a port that is none, an address that is none and a user in front are not taken")
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                ":636",
                "dc1:",
                "dc1:0",
                "dc1:65536",
                "dc1:999999",
                "dc1:ldaps",
                "dc1:636:636",
                "dc1 ",
                "dc1 dc2",
                "dc1,dc2",
                "ldap://dc1",
                "ldaps://dc1:636",
                "dc1/dc=example",
                "jane@dc1",
                "jane:hunter2@dc1",
                "[dc1]:636",
                "[192.0.2.7]:636",
                "[::1",
                "[::1]x",
                "[::1]:",
                "[::1]:0",
                "[]:636",
                ":::::",
                "1:2:3",
                "::12345"
            })
    void isRefused(String text) {
        assertThat(HostAndPort.of(text)).isNull();
    }
}

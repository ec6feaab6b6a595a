package dev.rollcall.http.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.http.HttpSettings;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The address of a service")
class ServiceAddressTest {

    private static final HttpSettings STRICT = HttpSettings.usual();
    private static final HttpSettings LOOPBACK = STRICT.withInsecureLoopback();

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.okta.com", "HTTPS://Example.okta.com:8443/", "https://graph.microsoft.com/v1.0"
            })
    @DisplayName("is fine with TLS")
    void fine(String address) {
        assertThat(ServiceAddress.problems(URI.create(address), STRICT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://[::1]:1", "http://LocalHost:80/x"})
    @DisplayName("is fine without TLS on the loopback, where the host says so")
    void loopback(String address) {
        assertThat(ServiceAddress.problems(URI.create(address), LOOPBACK)).isEmpty();
        assertThat(ServiceAddress.problems(URI.create(address), STRICT))
                .singleElement()
                .asString()
                .contains("must begin with https://", "withInsecureLoopback");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.okta.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://127.0.0.2",
                "http://2130706433",
                "ftp://localhost",
                "//localhost",
                "example.okta.com",
                "https:example.okta.com"
            })
    @DisplayName("is wrong without TLS everywhere else")
    void clearText(String address) {
        assertThat(ServiceAddress.problems(URI.create(address), LOOPBACK)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://under_score.example.com, must name a host",
        "https:///path, must name a host",
        "https://example.com?a=b, question mark",
        "https://example.com#a, number sign",
        "https://ann:s3cret@example.com, must not carry a user"
    })
    @DisplayName("names a host and nothing that does not belong there")
    void parts(String address, String problem) {
        assertThat(ServiceAddress.problems(URI.create(address), STRICT))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    @DisplayName("is told everything that is wrong with it at once, and nothing of it is repeated (F122)")
    void everything() {
        assertThat(ServiceAddress.problems(URI.create("http://ann:s3cret@example.com/?token=s3cret"), STRICT))
                .hasSize(3)
                .noneMatch(problem -> problem.contains("s3cret") || problem.contains("ann"));
    }
}

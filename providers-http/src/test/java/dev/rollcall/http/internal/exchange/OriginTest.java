package dev.rollcall.http.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F87: The origin of a service")
class OriginTest {

    private static final Origin ORIGIN = Origin.of(URI.create("https://directory.test/api"));

    @ParameterizedTest
    @ValueSource(strings = {"https://directory.test", "HTTPS://Directory.TEST:443/x?y=z", "https://directory.test/a@b"})
    @DisplayName("holds what has its scheme, host and port")
    void holds(String address) {
        assertThat(ORIGIN.holds(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://directory.test/",
                "http://directory.test:443/",
                "https://directory.test:8443/",
                "https://directory.test.example/",
                "https://ann@directory.test/",
                "https://directory.test@example.com/",
                "//directory.test/",
                "/people",
                "https:/people",
                "https:directory.test",
                "mailto:ann@directory.test"
            })
    @DisplayName("holds nothing else")
    void holdsNothingElse(String address) {
        assertThat(ORIGIN.holds(URI.create(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:directory.test", "https:people?a=b"})
    @DisplayName("without a host holds no address without one either")
    void holdsNoOpaqueAddress(String address) {
        assertThat(Origin.of(URI.create(address)).holds(URI.create(address))).isFalse();
    }
}

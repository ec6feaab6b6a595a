package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("How a directory behind a web API is talked to")
class HttpSettingsTest {

    @Test
    void isSaidInTheDocumentationWhereNothingElseIs() {
        HttpSettings usual = HttpSettings.usual();

        assertThat(usual.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(usual.responseTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(usual.totalTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(usual.attempts()).isEqualTo(6);
        assertThat(usual.parallel()).isEqualTo(4);
        assertThat(usual.maxResponseBytes()).isEqualTo(20_000_000);
        assertThat(usual.maxPages()).isEqualTo(100_000);
        assertThat(usual.trust()).isEmpty();
        assertThat(usual.proxy()).isEmpty();
        assertThat(usual.insecureLoopback()).isFalse();
        assertThat(usual.problems()).isEmpty();
    }

    @Test
    void isKeptByEveryCopy() throws Exception {
        SSLContext trust = SSLContext.getDefault();
        ProxySelector proxy = ProxySelector.of(InetSocketAddress.createUnresolved("proxy.example", 3128));

        HttpSettings settings = HttpSettings.usual()
                .withConnectTimeout(Duration.ofSeconds(1))
                .withResponseTimeout(Duration.ofSeconds(2))
                .withTotalTimeout(Duration.ofSeconds(3))
                .withAttempts(4)
                .withParallel(5)
                .withMaxResponseBytes(6_000)
                .withMaxPages(7)
                .withTrust(trust)
                .withProxy(proxy)
                .withInsecureLoopback()
                .withAttempts(8);

        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.responseTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.totalTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.attempts()).isEqualTo(8);
        assertThat(settings.parallel()).isEqualTo(5);
        assertThat(settings.maxResponseBytes()).isEqualTo(6_000);
        assertThat(settings.maxPages()).isEqualTo(7);
        assertThat(settings.trust()).containsSame(trust);
        assertThat(settings.proxy()).containsSame(proxy);
        assertThat(settings.insecureLoopback()).isTrue();
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void isNotChangedByACopy() {
        HttpSettings usual = HttpSettings.usual();

        usual.withAttempts(1).withInsecureLoopback();

        assertThat(usual.attempts()).isEqualTo(6);
        assertThat(usual.insecureLoopback()).isFalse();
    }

    @Test
    void isRefusedWithEverythingThatIsWrong() {
        HttpSettings settings = HttpSettings.usual()
                .withConnectTimeout(Duration.ZERO)
                .withResponseTimeout(Duration.ofSeconds(-1))
                .withTotalTimeout(Duration.ofDays(20).plusNanos(1))
                .withAttempts(0)
                .withParallel(17)
                .withMaxResponseBytes(999)
                .withMaxPages(0);

        assertThat(settings.problems())
                .containsExactly(
                        "the connect timeout must be longer than nothing, and 20 days at most",
                        "the response timeout must be longer than nothing, and 20 days at most",
                        "the total timeout must be longer than nothing, and 20 days at most",
                        "the number of attempts must be from 1 to 100, not 0",
                        "the number of lists read at once must be from 1 to 16, not 17",
                        "the largest answer in bytes must be from 1000 to 2147483631, not 999",
                        "the largest number of pages must be from 1 to 2147483647, not 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void mayGoToTheLimits(int attempts) {
        assertThat(HttpSettings.usual()
                        .withTotalTimeout(Duration.ofDays(20))
                        .withConnectTimeout(Duration.ofNanos(1))
                        .withAttempts(attempts)
                        .withParallel(16)
                        .withMaxResponseBytes(1_000)
                        .withMaxPages(1)
                        .problems())
                .isEmpty();
        assertThat(HttpSettings.usual().withAttempts(101).problems()).hasSize(1);
    }

    @Test
    @SuppressWarnings("NullAway") // as a host may do
    void isNeverNothing() {
        HttpSettings usual = HttpSettings.usual();
        for (UnaryOperator<HttpSettings> change : List.<UnaryOperator<HttpSettings>>of(
                settings -> settings.withConnectTimeout(null),
                settings -> settings.withResponseTimeout(null),
                settings -> settings.withTotalTimeout(null),
                settings -> settings.withTrust(null),
                settings -> settings.withProxy(null))) {
            assertThatNullPointerException().isThrownBy(() -> change.apply(usual));
        }
    }
}

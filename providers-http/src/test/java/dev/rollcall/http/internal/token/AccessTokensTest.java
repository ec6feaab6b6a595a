package dev.rollcall.http.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.http.internal.client.InterruptedReadException;
import dev.rollcall.http.internal.exchange.FakeTime;
import dev.rollcall.http.internal.exchange.Request;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Access tokens")
@Timeout(60)
class AccessTokensTest {

    private static final Request REQUEST = Request.get(URI.create("https://example.com/people"));

    private final FakeTime time = new FakeTime();
    private final Counting issuer = new Counting();
    private final AccessTokens tokens = new AccessTokens(issuer, time);

    /** Gives token-1, token-2 and so on. */
    private static final class Counting implements AccessTokens.Issuer {
        final AtomicInteger fetches = new AtomicInteger();
        volatile Duration lifetime = Duration.ofHours(1);
        volatile Runnable beforeFetch = () -> {};

        @Override
        public AccessToken fetch() {
            int number = fetches.incrementAndGet();
            beforeFetch.run();
            return new AccessToken("Bearer", "token-" + number, lifetime);
        }

        @Override
        public Request sign(Request request, AccessToken token) {
            return request.with("authorization", token.type() + " " + token.value());
        }
    }

    private String sent() {
        return tokens.sign(REQUEST).headers().get("authorization");
    }

    @Test
    void areFetchedWhenTheyAreFirstNeededAndUsedAgain() {
        assertThat(issuer.fetches).hasValue(0);

        assertThat(sent()).isEqualTo("Bearer token-1");
        assertThat(sent()).isEqualTo("Bearer token-1");
        assertThat(issuer.fetches).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"PT1H,PT59M", "PT24H,PT23H59M", "PT5M,PT4M30S", "PT100S,PT90S", "PT10S,PT9S"})
    void areRenewedAMinuteOrATenthOfTheirLifetimeBeforeTheyExpire(Duration lifetime, Duration good) {
        issuer.lifetime = lifetime;
        sent();

        time.pass(good.minusNanos(1));
        assertThat(sent()).isEqualTo("Bearer token-1");

        time.pass(Duration.ofNanos(1));
        assertThat(sent()).isEqualTo("Bearer token-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT-100000H", "PT1S"})
    void areNotFetchedForEachRequestWhereTheyAreGoodForNoTime(Duration lifetime) {
        issuer.lifetime = lifetime;

        assertThat(sent()).isEqualTo("Bearer token-1");
        assertThat(sent()).isEqualTo("Bearer token-1");
    }

    @Test
    void areRenewedAfterADayHoweverLongTheyAreSaidToBeGood() {
        issuer.lifetime = Duration.ofSeconds(Long.MAX_VALUE);
        sent();

        time.pass(Duration.ofHours(24));

        assertThat(sent()).isEqualTo("Bearer token-2");
    }

    @Test
    @DisplayName("are fetched by one of many threads that ask at once")
    void areFetchedByOneThread() throws Exception {
        int threads = 16;
        CountDownLatch asking = new CountDownLatch(threads);
        issuer.beforeFetch = () -> await(asking);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<String>> sent = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                sent.add(pool.submit(() -> {
                    asking.countDown();
                    return sent();
                }));
            }
            for (Future<String> each : sent) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo("Bearer token-1");
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(issuer.fetches).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("F81: are fetched anew where one is refused")
    void areFetchedAnewAfterARefusal() {
        Request refused = tokens.sign(REQUEST);

        assertThat(tokens.renew(refused)).isTrue();
        assertThat(sent()).isEqualTo("Bearer token-2");
        assertThat(issuer.fetches).hasValue(2);
    }

    @Test
    @DisplayName("F81: stay where a request was refused that carried an earlier one")
    void stayWhereAnEarlierOneWasRefused() {
        Request first = tokens.sign(REQUEST);
        Request second = tokens.sign(REQUEST);
        tokens.renew(first);
        sent();

        assertThat(tokens.renew(second)).isTrue();
        assertThat(sent()).isEqualTo("Bearer token-2");
        assertThat(issuer.fetches).hasValue(2);
    }

    @Test
    void areNotHelpedByRenewingWhereNoneWasSent() {
        sent();

        assertThat(tokens.renew(REQUEST)).isFalse();
        assertThat(sent()).isEqualTo("Bearer token-1");
    }

    @Test
    @DisplayName("F125: are asked for once where the credentials are refused, by however many threads")
    void areAskedForOnceWhereTheCredentialsAreRefused() {
        DirectoryCredentialsException refused = new DirectoryCredentialsException("the secret is wrong");
        issuer.beforeFetch = () -> {
            throw refused;
        };

        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(DirectoryCredentialsException.class)
                    .isThrownBy(this::sent)
                    .isSameAs(refused);
        }
        assertThat(issuer.fetches).hasValue(1);
    }

    @Test
    void areNotWaitedForByAThreadThatIsInterrupted() throws Exception {
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        issuer.beforeFetch = () -> {
            fetching.countDown();
            await(end);
        };
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<String> other = pool.submit(this::sent);
            await(fetching);

            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedReadException.class).isThrownBy(this::sent);
            assertThat(Thread.interrupted()).as("the flag is set again").isTrue();

            end.countDown();
            assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo("Bearer token-1");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void mayBeFetchedByAnotherThreadAfterOneWasInterrupted() {
        issuer.beforeFetch = () -> {
            throw new InterruptedReadException();
        };
        assertThatExceptionOfType(InterruptedReadException.class).isThrownBy(this::sent);

        issuer.beforeFetch = () -> {};
        assertThat(sent()).isEqualTo("Bearer token-2");
    }

    @Test
    @DisplayName("F122: show nothing of themselves")
    void showNothing() {
        assertThat(new AccessToken("Bearer", "token-1", Duration.ZERO)).hasToString("AccessToken[Bearer]");
        assertThat(tokens.sign(REQUEST).toString()).doesNotContain("token-1");
    }
}

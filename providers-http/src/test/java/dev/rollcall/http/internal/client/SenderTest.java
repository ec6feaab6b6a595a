package dev.rollcall.http.internal.client;

import static dev.rollcall.http.internal.exchange.ScriptedTransport.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.exchange.AnswerTooLargeException;
import dev.rollcall.http.internal.exchange.FakeTime;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.ScriptedTransport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Sending")
class SenderTest {

    private static final Duration READ = Duration.ofMinutes(10);
    private static final Request REQUEST = Request.get(Fakes.HOME);
    private static final String DOING = "reading the members of group 'Staff'";

    private final FakeTime time = new FakeTime();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final Fakes.Patience patience = new Fakes.Patience(time);
    private final Sender sender = new Sender(
            transport,
            time,
            Deadline.in(READ, time),
            HttpSettings.usual(),
            patience,
            Fakes.WORDS,
            new Backoff(() -> 1.0));

    @AfterEach
    void noFlagIsLeft() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 400, 401, 403, 404, 410, 501})
    @DisplayName("an answer that waiting would not change is given as it is, at once")
    void asItIs(int status) {
        transport.then(answer(status, "body"));

        assertThat(sender.send(REQUEST, DOING).status()).isEqualTo(status);
        assertThat(transport.requests()).hasSize(1);
        assertThat(time.waits()).isEmpty();
        assertThat(patience.heeded()).containsExactly(status);
    }

    @Test
    @DisplayName("F75: being told to wait 7 seconds, it waits 7 seconds")
    void toldToWait() {
        transport.then(answer(429, "", "Retry-After", "7")).then(answer(200, ""));

        assertThat(sender.send(REQUEST, DOING).status()).isEqualTo(200);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7));
        assertThat(patience.heeded()).containsExactly(429, 200);
    }

    @Test
    @DisplayName("F75: being told to wait without end, it waits until the time is over, and then names both times")
    void toldWithoutEnd() {
        transport.then(answer(429, "", "Retry-After", "7"));

        assertThatThrownBy(() -> sender.send(REQUEST, DOING))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessage(
                        "Directory at https://directory.test: reading the members of group 'Staff' was given up: it answered with"
                                + " status 429, which asks to wait 7 s, and 5 s are left for the read. Run it again later, or give it more time");
        assertThat(transport.requests()).hasSize(86);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(595));
    }

    @Test
    @DisplayName("a wait that the deadline would come before is not begun")
    void longerThanTheRead() {
        transport.then(answer(503, "", "Retry-After", "3600", "Request-Id", "abc-1"));

        assertThatThrownBy(() -> sender.send(REQUEST, DOING))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContainingAll("status 503", "; request id abc-1", "wait 3600 s", "600 s are left");
        assertThat(time.waits()).isEmpty();
    }

    @Test
    @DisplayName("an absurd wait fails like any other that is too long")
    void absurdWait() {
        transport.then(answer(429, "", "Retry-After", "99999999999999999999999"));

        assertThatThrownBy(() -> sender.send(REQUEST, DOING)).isInstanceOf(DirectoryUnavailableException.class);
        assertThat(time.waits()).isEmpty();
    }

    @Test
    @DisplayName("a service that says 'again at once' is asked again after a second")
    void againAtOnce() {
        transport.then(answer(429, "", "Retry-After", "0")).then(answer(200, ""));

        sender.send(REQUEST, DOING);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 504})
    @DisplayName("being told to wait by a service in trouble is no attempt")
    void troubleWithWait(int status) {
        for (int i = 0; i < 20; i++) {
            transport.then(answer(status, "", "Retry-After", "2"));
        }
        transport.then(answer(200, ""));

        assertThat(sender.send(REQUEST, DOING).status()).isEqualTo(200);
        assertThat(patience.refusals()).hasSize(20).startsWith(1, 2, 3).endsWith(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    @DisplayName("F75: trouble on the service's side is asked about six times")
    void trouble(int status) {
        transport.then(answer(status, "its own words", "Request-Id", "abc-1"));

        assertThatThrownBy(() -> sender.send(REQUEST, DOING))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessage(
                        "Directory at https://directory.test: reading the members of group 'Staff' failed after 6 attempts: it"
                                + " answered with status " + status + "; request id abc-1");
        assertThat(transport.requests()).hasSize(6);
        assertThat(time.waits()).map(Duration::toSeconds).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    @DisplayName("a connection that breaks is tried six times, each time after twice as long")
    void brokenConnection() {
        transport.thenFail(new IOException("secret words"));

        assertThatThrownBy(() -> sender.send(REQUEST, DOING))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("failed after 6 attempts: there was no answer: the connection broke")
                .hasMessageNotContaining("secret")
                .hasCauseInstanceOf(IOException.class);
        assertThat(time.waits()).map(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L);
    }

    @Test
    @DisplayName("trouble of different kinds counts together")
    void mixedTrouble() {
        transport
                .thenFail(new IOException())
                .then(answer(500, ""))
                .then(answer(429, "", "Retry-After", "1"))
                .thenFail(new HttpTimeoutException("slow"))
                .then(answer(502, ""))
                .then(answer(504, ""))
                .thenFail(new ConnectException());

        assertThatExceptionOfType(DirectoryUnavailableException.class)
                .isThrownBy(() -> sender.send(REQUEST, DOING))
                .withMessageContaining("6 attempts");
        assertThat(transport.requests()).hasSize(7);
    }

    @Test
    @DisplayName("trouble that passes is not noticed")
    void troubleThatPasses() {
        transport.thenFail(new IOException()).then(answer(502, "")).then(answer(200, "well"));

        assertThat(sender.send(REQUEST, DOING).isSuccess()).isTrue();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(new UnknownHostException("example"), 2, "the name of the host is not known"),
                Arguments.of(
                        new ConnectException().initCause(new UnresolvedAddressException()),
                        2,
                        "the name of the host is not known"),
                Arguments.of(new SSLHandshakeException("PKIX path"), 2, "no TLS connection could be agreed upon"),
                Arguments.of(
                        new IOException(new CertificateException("expired")),
                        2,
                        "no TLS connection could be agreed upon"),
                Arguments.of(new ConnectException("refused"), 6, "no connection; check the network"),
                Arguments.of(new HttpConnectTimeoutException("late"), 6, "no connection within 10 s"),
                Arguments.of(new HttpTimeoutException("late"), 6, "it did not come in full within 60 s"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    @DisplayName("what is not worth trying often is tried twice, and each trouble has its own words")
    void lastingTrouble(IOException failure, int attempts, String told) {
        transport.thenFail(failure);

        assertThatThrownBy(() -> sender.send(REQUEST, DOING))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("after " + attempts + " attempts: there was no answer: " + told);
        assertThat(transport.requests()).hasSize(attempts);
    }

    @Test
    @DisplayName("F124: an answer that is too large is not asked for again")
    void tooLarge() {
        transport.thenFail(new AnswerTooLargeException(50_000_000));

        assertThatThrownBy(() -> sender.send(REQUEST, DOING))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContainingAll("larger than 50000000 bytes", "withMaxResponseBytes");
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    @DisplayName("an answer may take as long as the settings say, and no longer than the read")
    void timeouts() {
        transport
                .then(request -> {
                    time.pass(READ.minusSeconds(20));
                    throw new IOException();
                })
                .then(answer(200, ""));

        sender.send(REQUEST, DOING);
        assertThat(transport.timeouts()).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(19));
    }

    @Test
    @DisplayName("after the deadline nothing is sent")
    void afterTheDeadline() {
        time.pass(READ);

        assertThatThrownBy(() -> sender.send(REQUEST, DOING))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("the time for the read is over");
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    @DisplayName("a wait after a broken connection ends at the deadline too, with the reason")
    void backoffAtTheDeadline() {
        transport.then(request -> {
            time.pass(READ.minusMillis(500));
            throw new IOException("words of the JDK");
        });

        assertThatThrownBy(() -> sender.send(REQUEST, DOING))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContainingAll("the connection broke", "wait 1 s, and 500 ms are left")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("F84: close to its limit, it waits before each request, and that is no attempt")
    void beforeRequests() {
        patience.beforeRequest(Duration.ofSeconds(3));
        transport.then(answer(500, "")).then(answer(200, ""));

        sender.send(REQUEST, DOING);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    @Test
    @DisplayName("as often as the settings say, and not more often for what is lasting")
    void fewAttempts() {
        Sender once = new Sender(
                transport, time, Deadline.in(READ, time), HttpSettings.usual().withAttempts(1), patience, Fakes.WORDS);
        transport.thenFail(new SSLHandshakeException("no"));

        assertThatThrownBy(() -> once.send(REQUEST, DOING)).hasMessageContaining("after 1 attempt: ");
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    @DisplayName("an interruption ends a wait, and the flag is set again")
    void interruptedWait() {
        transport.then(request -> {
            Thread.currentThread().interrupt();
            return answer(429, "", "Retry-After", "5");
        });

        assertThatThrownBy(() -> sender.send(REQUEST, DOING)).isInstanceOf(InterruptedReadException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    @DisplayName("an interruption ends an exchange, and the flag is set again")
    void interruptedExchange() {
        transport.then(request -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> sender.send(REQUEST, DOING)).isInstanceOf(InterruptedReadException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    @DisplayName("what is sent again is the same")
    void unchanged() {
        transport.then(answer(500, "")).then(answer(200, ""));
        sender.send(REQUEST, DOING);

        assertThat(transport.requests()).isEqualTo(List.of(REQUEST, REQUEST));
    }
}

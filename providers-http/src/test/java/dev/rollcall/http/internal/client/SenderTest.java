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
import dev.rollcall.http.internal.exchange.ProxyTrouble;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.ScriptedTransport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;
import org.jspecify.annotations.Nullable;
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
    private final Sender sender = sender(READ, HttpSettings.usual(), Attendance.UNATTENDED);

    private Sender sender(Duration read, HttpSettings settings, Attendance attendance) {
        Deadline deadline = Deadline.in(read, time);
        return new Sender(
                transport, time, deadline, settings, patience, Fakes.WORDS, attendance, new Backoff(() -> 1.0));
    }

    @AfterEach
    void noFlagIsLeft() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 400, 401, 403, 404, 409, 410, 501, 505, 525})
    @DisplayName("an answer that waiting would not change is given as it is, at once")
    void asItIs(int status) {
        transport.then(answer(status, "body"));

        assertThat(sender.send(() -> REQUEST, DOING).status()).isEqualTo(status);
        assertThat(transport.requests()).hasSize(1);
        assertThat(time.waits()).isEmpty();
        assertThat(patience.heeded()).containsExactly(status);
    }

    @Test
    @DisplayName("F75: being told to wait 7 seconds, it waits 7 seconds")
    void toldToWait() {
        transport.then(answer(429, "", "Retry-After", "7")).then(answer(200, ""));

        assertThat(sender.send(() -> REQUEST, DOING).status()).isEqualTo(200);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7));
        assertThat(patience.heeded()).containsExactly(429, 200);
    }

    @Test
    @DisplayName(
            "F75: being told to wait without end, it waits until the time is over, longer in the end than it is told")
    void toldWithoutEnd() {
        transport.then(answer(429, "", "Retry-After", "7"));

        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessage(
                        "Directory at https://directory.test: reading the members of group 'Staff' was given up: it answered with"
                                + " status 429, the refusal number 16; the next attempt has to wait 60 s, and 36 s are left for the"
                                + " read. Run it again later, or give it more time");
        assertThat(time.waits())
                .map(Duration::toSeconds)
                .startsWith(7L, 7L, 7L, 7L, 8L, 16L, 32L, 60L, 60L)
                .hasSize(15);
    }

    @Test
    @DisplayName("F75: told for ever to come back at once, it comes once a minute in the end")
    void atOnceWithoutEnd() {
        Sender patient = sender(Duration.ofHours(2), HttpSettings.usual(), Attendance.UNATTENDED);
        transport.then(answer(503, "", "Retry-After", "0"));

        assertThatThrownBy(() -> patient.send(() -> REQUEST, DOING)).isInstanceOf(DirectoryUnavailableException.class);
        assertThat(transport.requests()).hasSizeBetween(120, 260);
        assertThat(time.passed()).isGreaterThan(Duration.ofMinutes(118));
    }

    @Test
    @DisplayName("a wait that the deadline would come before is not begun")
    void longerThanTheRead() {
        transport.then(answer(503, "", "Retry-After", "3600", "Request-Id", "abc-1"));

        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContainingAll("status 503", "; request id abc-1", "wait 3600 s", "600 s are left");
        assertThat(time.waits()).isEmpty();
    }

    @Test
    @DisplayName("an absurd wait fails like any other that is too long")
    void absurdWait() {
        transport.then(answer(429, "", "Retry-After", "99999999999999999999999"));

        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING)).isInstanceOf(DirectoryUnavailableException.class);
        assertThat(time.waits()).isEmpty();
    }

    @Test
    @DisplayName("a service that says 'again at once' is asked again after a second")
    void againAtOnce() {
        transport.then(answer(429, "", "Retry-After", "0")).then(answer(200, ""));

        sender.send(() -> REQUEST, DOING);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 504})
    @DisplayName("being told to wait by a service in trouble is no attempt")
    void troubleWithWait(int status) {
        for (int i = 0; i < 10; i++) {
            transport.then(answer(status, "", "Retry-After", "2"));
        }
        transport.then(answer(200, ""));

        assertThat(sender.send(() -> REQUEST, DOING).status()).isEqualTo(200);
        assertThat(patience.refusals()).hasSize(10).startsWith(1, 2, 3).endsWith(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524})
    @DisplayName("F75: trouble on the service's side is asked about six times")
    void trouble(int status) {
        transport.then(answer(status, "its own words", "Request-Id", "abc-1"));

        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING))
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

        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING))
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
                .isThrownBy(() -> sender.send(() -> REQUEST, DOING))
                .withMessageContaining("6 attempts");
        assertThat(transport.requests()).hasSize(7);
    }

    @Test
    @DisplayName("trouble that passes is not noticed")
    void troubleThatPasses() {
        transport.thenFail(new IOException()).then(answer(502, "")).then(answer(200, "well"));

        assertThat(sender.send(() -> REQUEST, DOING).isSuccess()).isTrue();
    }

    static Stream<Arguments> troubles() {
        String certificate = "no TLS connection could be agreed upon; check that its certificate";
        return Stream.of(
                Arguments.of(new UnknownHostException("example"), 6, "the name of the host is not known"),
                Arguments.of(
                        new ConnectException().initCause(new UnresolvedAddressException()),
                        6,
                        "the name of the host is not known"),
                Arguments.of(handshake(new CertPathBuilderException("unable")), 2, certificate),
                Arguments.of(handshake(new CertPathValidatorException("revoked")), 2, certificate),
                Arguments.of(handshake(new CertificateException("expired")), 2, certificate),
                Arguments.of(new SSLPeerUnverifiedException("another"), 2, certificate),
                Arguments.of(handshake(null), 6, "the connection broke while TLS was agreed upon"),
                Arguments.of(handshake(new SocketException("reset")), 6, "the connection broke while TLS was agreed"),
                Arguments.of(new SSLProtocolException("what"), 6, "the connection broke while TLS was agreed upon"),
                Arguments.of(new ConnectException("refused"), 6, "no connection; check the network"),
                Arguments.of(new HttpConnectTimeoutException("late"), 6, "no connection within 10 s"),
                Arguments.of(new HttpTimeoutException("late"), 6, "it did not come in full within 60 s"),
                Arguments.of(ProxyTrouble.failing(), 2, "the host's ProxySelector failed"),
                Arguments.of(
                        ProxyTrouble.refusing(407), 2, "the proxy refused to pass the request on, with status 407"),
                Arguments.of(
                        ProxyTrouble.refusing(403), 2, "the proxy refused to pass the request on, with status 403"),
                Arguments.of(
                        ProxyTrouble.refusing(503), 6, "the proxy refused to pass the request on, with status 503"));
    }

    private static IOException handshake(@Nullable Exception cause) {
        IOException failure = new SSLHandshakeException("words of the JDK");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    @ParameterizedTest
    @MethodSource("troubles")
    @DisplayName("what is not worth trying often is tried twice, and each trouble has its own words")
    void lastingTrouble(IOException failure, int attempts, String told) {
        transport.thenFail(failure);

        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("after " + attempts + " attempts: there was no answer: " + told);
        assertThat(transport.requests()).hasSize(attempts);
    }

    @Test
    @DisplayName("a name that is not known is asked for when the JVM has forgotten that it was not, after ten seconds")
    void unknownName() {
        transport.thenFail(new UnknownHostException("example")).then(answer(200, ""));

        sender.send(() -> REQUEST, DOING);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(11));
    }

    @Test
    @DisplayName("a name that is not known is asked for once where somebody waits: for the most part it is mistyped")
    void mistypedName() {
        transport.thenFail(new UnknownHostException("example"));
        Sender attended = sender(READ, HttpSettings.usual(), Attendance.ATTENDED);

        assertThatThrownBy(() -> attended.send(() -> REQUEST, DOING))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("failed after 1 attempt: there was no answer: the name of the host is not known");
        assertThat(transport.requests()).hasSize(1);
        assertThat(time.waits()).isEmpty();
    }

    @Test
    @DisplayName("but as often as ever if it was known before, for then nobody mistyped it")
    void nameThatWasKnown() {
        transport.then(answer(200, "")).thenFail(new UnknownHostException("example"));
        Sender attended = sender(READ, HttpSettings.usual(), Attendance.ATTENDED);
        attended.send(() -> REQUEST, DOING);

        assertThatThrownBy(() -> attended.send(() -> REQUEST, DOING)).hasMessageContaining("after 6 attempts");
    }

    @Test
    @DisplayName("nor does whoever waits have less patience with other trouble")
    void attendedTrouble() {
        transport.thenFail(new ConnectException("refused"));
        Sender attended = sender(READ, HttpSettings.usual(), Attendance.ATTENDED);

        assertThatThrownBy(() -> attended.send(() -> REQUEST, DOING)).hasMessageContaining("after 6 attempts");
    }

    @Test
    @DisplayName("a proxy that let through before is tried as often as others, a certificate that is wrong now is not")
    void answeredBefore() {
        transport.then(answer(404, "")).thenFail(ProxyTrouble.refusing(403));
        sender.send(() -> REQUEST, DOING);

        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING)).hasMessageContaining("after 6 attempts");

        transport.thenFail(handshake(new CertificateException("expired")));
        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING)).hasMessageContaining("after 2 attempts");
    }

    @Test
    @DisplayName("no connection in the time that is left for the read is told with that time")
    void connectionAtTheDeadline() {
        transport.then(request -> {
            time.pass(READ.minusSeconds(6));
            throw new IOException();
        });
        transport.thenFail(new HttpConnectTimeoutException("late"));
        Sender twice = sender(READ, HttpSettings.usual().withAttempts(2), Attendance.UNATTENDED);

        assertThatThrownBy(() -> twice.send(() -> REQUEST, DOING)).hasMessageContaining("no connection within 5 s");
    }

    @Test
    @DisplayName("F124: an answer that is too large is not asked for again")
    void tooLarge() {
        transport.thenFail(new AnswerTooLargeException(20_000_000));

        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContainingAll("larger than 20000000 bytes", "withMaxResponseBytes");
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

        sender.send(() -> REQUEST, DOING);
        assertThat(transport.timeouts()).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(19));
    }

    @Test
    @DisplayName("after the deadline nothing is sent")
    void afterTheDeadline() {
        time.pass(READ);

        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING))
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

        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContainingAll("the connection broke", "wait 1 s, and 500 ms are left")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("F84: close to its limit, it waits before each request, and that is no attempt")
    void beforeRequests() {
        patience.beforeRequest(Duration.ofSeconds(3));
        transport.then(answer(500, "")).then(answer(200, ""));

        sender.send(() -> REQUEST, DOING);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    @Test
    @DisplayName("as often as the settings say, and not more often for what is lasting")
    void fewAttempts() {
        Sender once = sender(READ, HttpSettings.usual().withAttempts(1), Attendance.UNATTENDED);
        transport.thenFail(new SSLHandshakeException("no"));

        assertThatThrownBy(() -> once.send(() -> REQUEST, DOING)).hasMessageContaining("after 1 attempt: ");
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    @DisplayName("an interruption ends a wait, and the flag is set again")
    void interruptedWait() {
        transport.then(request -> {
            Thread.currentThread().interrupt();
            return answer(429, "", "Retry-After", "5");
        });

        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING)).isInstanceOf(InterruptedReadException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    @DisplayName("an interruption ends an exchange, and the flag is set again")
    void interruptedExchange() {
        transport.then(request -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> sender.send(() -> REQUEST, DOING)).isInstanceOf(InterruptedReadException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    @DisplayName("each attempt is built anew, after the wait: what it states of time is good when it goes out")
    void builtAnew() {
        patience.beforeRequest(Duration.ofSeconds(3));
        transport.then(answer(500, "")).thenFail(new IOException()).then(answer(200, ""));

        sender.send(() -> REQUEST.with("At", time.passed().toString()), DOING);
        assertThat(transport.requests())
                .extracting(request -> request.headers().get("At"))
                .containsExactly("PT3S", "PT7S", "PT12S");
    }

    @Test
    @DisplayName("each attempt is signed anew, after the wait")
    void signedAnew() {
        patience.beforeRequest(Duration.ofSeconds(3));
        transport.then(answer(500, "")).then(answer(200, ""));

        Sent sent = sender.send(
                () -> REQUEST, request -> request.with("At", time.passed().toString()), DOING);
        assertThat(transport.requests())
                .extracting(request -> request.headers().get("At"))
                .containsExactly("PT3S", "PT7S");
        assertThat(sent.request().headers()).containsEntry("At", "PT7S");
    }
}

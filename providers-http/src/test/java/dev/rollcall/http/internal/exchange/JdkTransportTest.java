package dev.rollcall.http.internal.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.http.HttpSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits under test are some 300 ms, all others five minutes: a test in which they do not hold is not over in one. */
@DisplayName("Over the network")
@Timeout(60)
class JdkTransportTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final HttpSettings SETTINGS =
            HttpSettings.usual().withInsecureLoopback().withConnectTimeout(LONG).withMaxResponseBytes(1_000);

    private final JdkTransport transport = new JdkTransport(SETTINGS);

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    @DisplayName("an answer comes with its status, every line of its headers, and its content")
    void answers() throws Exception {
        try (RawServer server =
                RawServer.saying("HTTP/1.1 404 Not Found\r\nLink: <a>; rel=\"self\"\r\nlink: <b>; rel=\"next\"\r\n"
                        + "Content-Length: 5\r\n\r\nhello")) {
            Answer answer = transport.send(Request.get(server.address("/a/b?c=%20d")), LONG);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.headers("LINK")).containsExactly("<a>; rel=\"self\"", "<b>; rel=\"next\"");
            assertThat(new String(answer.body(), UTF_8)).isEqualTo("hello");
        }
    }

    @Test
    @DisplayName(
            "a request goes out as it is: target, headers, and neither compression nor another protocol is asked for")
    void requestAsItIs() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            transport.send(
                    Request.get(server.address("/a%2Fb?$select=id,x%24y")).with("ConsistencyLevel", "eventual"), LONG);

            assertThat(server.questions()).hasSize(1);
            assertThat(server.questions().get(0))
                    .startsWith("GET /a%2Fb?$select=id,x%24y HTTP/1.1\r\n")
                    .contains("ConsistencyLevel: eventual\r\n", "Accept: application/json\r\n");
            assertThat(server.questions().get(0).toLowerCase(Locale.ROOT))
                    .doesNotContain("accept-encoding", "upgrade", "cookie");
        }
    }

    @Test
    @DisplayName("chunks are put together")
    void chunks() throws Exception {
        try (RawServer server = RawServer.saying(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n")) {
            assertThat(send(server).body()).isEqualTo("hello".getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nhello",
                "this is no HTTP\r\n\r\n"
            })
    @DisplayName("an answer that was cut, or is none, is none (R1)")
    void cut(String answer) throws Exception {
        try (RawServer server = RawServer.saying(answer)) {
            assertThatThrownBy(() -> send(server)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
            })
    @DisplayName("an answer has to be there in full when the time is over, and the connection is closed then")
    void stalled(String beginning) throws Exception {
        try (RawServer server = RawServer.stallingAfter(beginning)) {
            assertThatThrownBy(() -> transport.send(Request.get(server.address("/")), SHORT))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThat(server.isLeft()).isTrue();
        }
    }

    @Test
    @DisplayName("an answer that drips does not live longer than one that stalls")
    void dripping() throws Exception {
        try (RawServer server = RawServer.with(visit -> {
            visit.readQuestion();
            visit.write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n");
            visit.drip();
        })) {
            assertThatThrownBy(() -> transport.send(Request.get(server.address("/")), SHORT))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThat(server.isLeft()).isTrue();
        }
    }

    @Test
    @DisplayName("an answer that the JDK cuts because the time is over was late, and not cut by the server")
    void cutForBeingLate() {
        ExecutionException cut = new ExecutionException(new IOException("fixed content-length: 10, bytes received: 0"));
        ExecutionException tooLarge = new ExecutionException(new AnswerTooLargeException(1_000));
        ExecutionException connecting = new ExecutionException(new HttpConnectTimeoutException("connect"));

        assertThat(JdkTransport.failure(cut, true)).isExactlyInstanceOf(HttpTimeoutException.class);
        assertThat(JdkTransport.failure(cut, false)).isSameAs(cut.getCause());
        assertThat(JdkTransport.failure(tooLarge, true)).isSameAs(tooLarge.getCause());
        assertThat(JdkTransport.failure(connecting, true)).isSameAs(connecting.getCause());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n%s\r\n",
                "HTTP/1.1 200 OK\r\n\r\n%s"
            })
    @DisplayName("F124: an answer larger than is allowed is not read on")
    void tooLarge(String answer) throws Exception {
        try (RawServer server = RawServer.stallingAfter(answer.formatted("x".repeat(1001)))) {
            assertThatThrownBy(() -> send(server)).isExactlyInstanceOf(AnswerTooLargeException.class);
            assertThat(server.isLeft()).isTrue();
        }
    }

    @Test
    @DisplayName("an answer as large as is allowed passes")
    void justNotTooLarge() throws Exception {
        try (RawServer server =
                RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(1000))) {
            assertThat(send(server).body()).hasSize(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @DisplayName("F124: a redirect is an answer, and not followed")
    void redirect(int status) throws Exception {
        try (RawServer other = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                RawServer server = RawServer.saying("HTTP/1.1 " + status + " Elsewhere\r\nLocation: "
                        + other.address("/") + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(server).status()).isEqualTo(status);
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    @DisplayName("a refusal for want of a token is an answer, with the header that RFC 9110 wants and without")
    void unauthorized() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(server).status()).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("an interruption ends the exchange, and closes the connection")
    void interruption() throws Exception {
        try (RawServer server = RawServer.stallingAfter("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")) {
            CompletableFuture<Answer> outcome = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    outcome.complete(send(server));
                } catch (Exception e) {
                    outcome.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            server.awaitStall();
            thread.interrupt();

            assertThatThrownBy(() -> outcome.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(server.isLeft()).isTrue();
        }
    }

    @Test
    @DisplayName("a server that is not there is a failed connection")
    void refused() throws Exception {
        // Whoever has a port and does not listen keeps others from it.
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");

            assertThatThrownBy(() -> transport.send(Request.get(address), LONG)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    @DisplayName("a handshake that never ends counts as no connection")
    void silentHandshake() throws Exception {
        try (RawServer server = RawServer.with(RawServer.Visit::stall);
                JdkTransport impatient = new JdkTransport(SETTINGS.withConnectTimeout(SHORT))) {
            URI address = URI.create(server.address("/").toString().replace("http:", "https:"));

            assertThatThrownBy(() -> impatient.send(Request.get(address), LONG))
                    .isInstanceOf(HttpConnectTimeoutException.class);
        }
    }

    @Test
    @DisplayName("a proxy that was set is asked to connect, and hears nothing else in the clear")
    void proxy() throws Exception {
        try (RawServer proxy = RawServer.saying("HTTP/1.1 200 Connected\r\n\r\n")) {
            Request request =
                    Request.get(URI.create("https://127.0.0.1:1/a?b=c")).with("Authorization", "Bearer s3cret");

            assertThatThrownBy(() -> through(proxy).send(request, LONG)).isInstanceOf(IOException.class);
            assertThat(proxy.questions().get(0))
                    .startsWith("CONNECT 127.0.0.1:1 HTTP/1.1\r\n")
                    .doesNotContain("s3cret", "/a", "b=c");
        }
    }

    @Test
    @DisplayName("F122: what goes to the loopback without TLS goes through no proxy")
    void noProxyInTheClear() throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        try (RawServer proxy = RawServer.saying(answer);
                RawServer server = RawServer.saying(answer)) {
            through(proxy).send(Request.get(server.address("/a")), LONG);

            assertThat(proxy.connections()).isZero();
            assertThat(server.questions().get(0)).startsWith("GET /a HTTP/1.1\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "407, 'Proxy-Authenticate: Basic realm=\"s3cret\"'",
        "407, X-Other: s3cret",
        "403, X-Other: s3cret",
        "502, X-Other: s3cret"
    })
    @DisplayName("a proxy that refuses is told from the service, without its words")
    void refusedByTheProxy(int status, String header) throws Exception {
        try (RawServer proxy =
                RawServer.saying("HTTP/1.1 " + status + " s3cret\r\n" + header + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThatExceptionOfType(ProxyException.class)
                    .isThrownBy(() -> through(proxy).send(Request.get(URI.create("https://127.0.0.1:1/")), LONG))
                    .withMessage("the proxy answered with status " + status)
                    .withNoCause()
                    .returns(OptionalInt.of(status), ProxyException::status);
        }
    }

    private static JdkTransport through(RawServer proxy) {
        return new JdkTransport(SETTINGS.withProxy(ProxySelector.of(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), proxy.address("/").getPort()))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("a selector of proxies that fails is trouble like other on the way, told without its words")
    void failingSelector(boolean throwing) {
        ProxySelector failing = new ProxySelector() {
            @Override
            @SuppressWarnings("NullAway") // as a host may do
            public List<Proxy> select(URI uri) {
                if (throwing) {
                    throw new IllegalStateException("s3cret");
                }
                return null;
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                throw new AssertionError("nobody connects");
            }
        };
        JdkTransport lost = new JdkTransport(SETTINGS.withProxy(failing));

        assertThatExceptionOfType(ProxyException.class)
                .isThrownBy(() -> lost.send(Request.get(URI.create("https://127.0.0.1:1/")), LONG))
                .withMessage("the selector of proxies failed")
                .withNoCause()
                .returns(OptionalInt.empty(), ProxyException::status);
    }

    @Test
    @DisplayName("nothing goes out without TLS, but to the loopback where that is allowed")
    void clearText() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            JdkTransport strict = new JdkTransport(HttpSettings.usual());
            assertThatThrownBy(() -> strict.send(Request.get(server.address("/")), LONG))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(server.connections()).isZero();
        }
        assertThatThrownBy(() -> transport.send(Request.get(URI.create("http://directory.invalid/")), LONG))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("F122: a header that cannot be sent is not shown")
    void badHeader() {
        Request request = Request.get(URI.create("http://127.0.0.1:1/")).with("Authorization", "SSWS s3cret\n");

        assertThatThrownBy(() -> transport.send(request, LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    @DisplayName("closing ends a connection that is kept for another request (from Java 21 on)")
    void closing() throws Exception {
        try (RawServer server = RawServer.stallingAfter("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            send(server);
            server.awaitStall();
            assertThat(server.open()).isEqualTo(1);

            transport.close();
            assertThat(server.isLeft()).isTrue();
        }
    }

    private Answer send(RawServer server) throws IOException, InterruptedException {
        return transport.send(Request.get(server.address("/")), LONG);
    }
}

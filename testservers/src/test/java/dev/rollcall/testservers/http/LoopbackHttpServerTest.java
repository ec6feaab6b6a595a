package dev.rollcall.testservers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopbackHttpServerTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void tellsItsHandlerWhatWasAsked() throws Exception {
        CompletableFuture<HttpQuestion> asked = new CompletableFuture<>();
        try (LoopbackHttpServer server = LoopbackHttpServer.start(question -> {
            asked.complete(question);
            return HttpReply.json(200, "{}");
        })) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(server.address() + "/a%2Fb/c+d?q=x+y%22&after=%3D&q2"))
                    .header("Authorization", "SSWS secret")
                    .POST(HttpRequest.BodyPublishers.ofString("one=1&two=a%20b"))
                    .build();

            client.send(request, HttpResponse.BodyHandlers.ofString());

            HttpQuestion question = asked.join();
            assertThat(question.method()).isEqualTo("POST");
            assertThat(question.path()).isEqualTo("/a/b/c+d");
            assertThat(question.segments()).containsExactly("a/b", "c+d");
            assertThat(question.rawQuery()).isEqualTo("q=x+y%22&after=%3D&q2");
            assertThat(question.query()).containsExactly(entry("q", "x y\""), entry("after", "="), entry("q2", ""));
            assertThat(question.header("AUTHORIZATION")).contains("SSWS secret");
            assertThat(question.form()).containsExactly(entry("one", "1"), entry("two", "a b"));
            assertThat(question).hasToString("POST /a%2Fb/c+d");
            assertThat(RecordedRequest.of(question).toString()).contains("SSWS").doesNotContain("secret");
        }
    }

    @Test
    void takesBodiesInChunks() throws Exception {
        CompletableFuture<String> body = new CompletableFuture<>();
        try (LoopbackHttpServer server = LoopbackHttpServer.start(question -> {
            body.complete(new String(question.body(), StandardCharsets.UTF_8));
            return HttpReply.of(204);
        })) {
            byte[] bytes = "ä".repeat(20_000).getBytes(StandardCharsets.UTF_8);
            HttpRequest request = HttpRequest.newBuilder(server.address())
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                    .build();

            client.send(request, HttpResponse.BodyHandlers.discarding());

            assertThat(body.join()).isEqualTo("ä".repeat(20_000));
        }
    }

    @Test
    void writesHeadersAsTheyWereGivenAndAnswersAgainOnTheSameConnection() throws Exception {
        HttpReply reply =
                HttpReply.json(200, "[]").with("link", "<a>; rel=\"self\"").with("link", "<b>; rel=\"next\"");
        try (LoopbackHttpServer server = LoopbackHttpServer.start(question -> reply);
                Socket socket = connection(server)) {
            String request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
            String last = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((request + last).getBytes(StandardCharsets.US_ASCII));

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            String answer = "HTTP/1.1 200 \r\nContent-Type: application/json\r\nlink: <a>; rel=\"self\"\r\n"
                    + "link: <b>; rel=\"next\"\r\nContent-Length: 2\r\n\r\n[]";
            assertThat(answers).isEqualTo(answer + answer);
        }
    }

    @Test
    void sendsBodiesInChunksIfToldTo() throws Exception {
        String body = "[" + "1,".repeat(5000) + "1]";
        try (LoopbackHttpServer server =
                LoopbackHttpServer.start(question -> HttpReply.json(200, body).chunked())) {
            assertThat(get(server)).isEqualTo(body);
            assertThat(get(server)).isEqualTo(body);
        }
    }

    @Test
    void cutsAnAnswerOff() {
        try (LoopbackHttpServer server = LoopbackHttpServer.start(
                question -> HttpReply.json(200, "[1,2,3]").cutAfter(4))) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(server));
        }
    }

    @Test
    void dropsAConnection() {
        try (LoopbackHttpServer server =
                LoopbackHttpServer.start(question -> HttpReply.of(200).dropped())) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(server));
        }
    }

    @Test
    void aStalledAnswerIsOpenUntilTheClientGoesAway() throws Exception {
        staysOpenUntilTheClientGoesAway(HttpReply.of(200).stalling());
    }

    @Test
    void aSilentAnswerIsOpenUntilTheClientGoesAway() throws Exception {
        staysOpenUntilTheClientGoesAway(HttpReply.of(200).silent());
    }

    private static void staysOpenUntilTheClientGoesAway(HttpReply reply) throws IOException {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        try (LoopbackHttpServer server = LoopbackHttpServer.start(question -> {
            asked.complete(null);
            return reply;
        })) {
            try (Socket socket = connection(server)) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                asked.join();
                assertThat(server.openRequests()).isOne();
                assertThat(server.awaitIdle(Duration.ZERO)).isFalse();
            }

            assertThat(server.awaitIdle(Duration.ofMinutes(1))).isTrue();
            assertThat(server.mostOpenRequests()).isOne();
        }
    }

    @Test
    void whoHasAnAnswerFindsItCounted() throws Exception {
        List<HttpReply> replies = List.of(
                HttpReply.of(204),
                HttpReply.json(200, "[1,2,3]"),
                HttpReply.json(200, "[1,2,3]").chunked());
        AtomicInteger asked = new AtomicInteger();
        try (LoopbackHttpServer server =
                LoopbackHttpServer.start(question -> replies.get(asked.getAndIncrement() % replies.size()))) {
            for (int i = 0; i < 150; i++) {
                get(server);
                assertThat(server.openRequests()).isZero();
            }

            assertThat(server.mostOpenRequests()).isOne();
        }
    }

    @Test
    void corruptAnswersAreNotJson() throws Exception {
        try (LoopbackHttpServer server = LoopbackHttpServer.start(
                question -> HttpReply.json(200, "{\"a\":1}").corrupt())) {
            assertThat(get(server)).isEqualTo("{\"a<>");
        }
    }

    @Test
    void aHandlerThatFailsIsKnownAfterwards() throws Exception {
        IllegalStateException failure = new IllegalStateException("broken");
        try (LoopbackHttpServer server = LoopbackHttpServer.start(question -> {
            throw failure;
        })) {
            HttpResponse<Void> response = client.send(
                    HttpRequest.newBuilder(server.address()).build(), HttpResponse.BodyHandlers.discarding());

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(server.failures()).containsExactly(failure);
        }
    }

    private static Socket connection(LoopbackHttpServer server) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        return new Socket(loopback, server.address().getPort());
    }

    private String get(LoopbackHttpServer server) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.address()).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

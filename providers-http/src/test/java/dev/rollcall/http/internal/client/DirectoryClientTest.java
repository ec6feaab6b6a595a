package dev.rollcall.http.internal.client;

import static dev.rollcall.http.internal.exchange.ScriptedTransport.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.exchange.FakeTime;
import dev.rollcall.http.internal.exchange.Origin;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.ScriptedTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Asking a service")
class DirectoryClientTest {

    private static final Request REQUEST = Request.get(Fakes.HOME);

    private final FakeTime time = new FakeTime();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final CountedTokens tokens = new CountedTokens();
    private final DirectoryClient client = new DirectoryClient(
            new Sender(
                    transport,
                    time,
                    Deadline.in(Duration.ofHours(1), time),
                    HttpSettings.usual(),
                    new Fakes.Patience(time),
                    Fakes.WORDS,
                    Attendance.UNATTENDED),
            Origin.of(Fakes.HOME),
            tokens,
            Fakes.WORDS);

    /** Signs with a token and a number of its own for each attempt. */
    private static final class CountedTokens implements Authorization {
        private final List<Request> refused = new ArrayList<>();
        private boolean canRenew = true;
        private int token = 1;
        private int proof;

        @Override
        public Request sign(Request request) {
            proof++;
            return request.with("Authorization", "token " + token).with("Proof", "proof " + proof);
        }

        @Override
        public boolean renew(Request request) {
            refused.add(request);
            token++;
            return canRenew;
        }
    }

    @Test
    @DisplayName("gives an answer of success")
    void success() {
        transport.then(answer(200, "people"));

        assertThat(client.get(REQUEST, "reading").isSuccess()).isTrue();
        assertThat(sent("Authorization")).containsExactly("token 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 403, 404})
    @DisplayName("a refusal is an exception, or is left to whoever asks")
    void refusal(int status) {
        transport.then(answer(status, ""));

        assertThatThrownBy(() -> client.get(REQUEST, "reading"))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("reading was refused with status " + status);
        assertThat(client.ask(REQUEST, "reading").status()).isEqualTo(status);
    }

    @Test
    @DisplayName("F81: a token that expired is renewed once, and the request asked once more")
    void renewal() {
        transport.then(answer(401, "")).then(answer(200, ""));

        assertThat(client.ask(REQUEST, "reading").status()).isEqualTo(200);
        assertThat(sent("Authorization")).containsExactly("token 1", "token 2");
        assertThat(tokens.refused).containsExactly(transport.requests().get(0));
    }

    @Test
    @DisplayName("F81, F125: refused with a new token too, it gives up")
    void secondRefusal() {
        transport.then(answer(401, ""));

        assertThatThrownBy(() -> client.ask(REQUEST, "reading")).isInstanceOf(DirectoryCredentialsException.class);
        assertThat(transport.requests()).hasSize(2);
        assertThat(tokens.refused).hasSize(1);
    }

    @Test
    @DisplayName("F125: where there is nothing to renew, a refused token is not sent again")
    void nothingToRenew() {
        tokens.canRenew = false;
        transport.then(answer(401, ""));

        assertThatThrownBy(() -> client.get(REQUEST, "reading")).isInstanceOf(DirectoryCredentialsException.class);
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    @DisplayName("each request may renew, and each attempt is signed anew")
    void eachAttempt() {
        transport
                .then(answer(429, ""))
                .then(answer(401, ""))
                .then(answer(503, ""))
                .then(answer(200, ""))
                .then(answer(401, ""))
                .then(answer(200, ""));

        client.get(REQUEST, "reading");
        client.get(REQUEST, "reading");
        assertThat(sent("Authorization"))
                .containsExactly("token 1", "token 1", "token 2", "token 2", "token 2", "token 3");
        assertThat(sent("Proof")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "http://directory.test/people?after=s3cret, http://directory.test",
        "https://directory-admin.test/people?after=s3cret, https://directory-admin.test",
        "https://directory.test:8443/people?after=s3cret, https://directory.test:8443",
        "https://directory.test.evil.test/people?after=s3cret, https://directory.test.evil.test",
        "https://ann:s3cret@directory.test/people, https://directory.test",
        "/people?after=s3cret, no host",
        "mailto:s3cret@directory.test, no host"
    })
    @DisplayName("F87: nothing goes to another origin, and the read fails with both named")
    void otherOrigin(URI address, String named) {
        assertThatThrownBy(() -> client.ask(Request.get(address), "reading the members"))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContainingAll("reading the members", named, "the token is for https://directory.test only")
                .hasMessageNotContainingAny("s3cret", "/people");
        assertThat(transport.requests()).isEmpty();
        assertThat(tokens.proof).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://directory.test:443/groups", "HTTPS://Directory.TEST/groups?after=1"})
    @DisplayName("the same origin may be spelt in other ways")
    void sameOrigin(URI address) {
        transport.then(answer(200, ""));

        assertThat(client.get(Request.get(address), "reading").isSuccess()).isTrue();
    }

    private List<String> sent(String header) {
        return transport.requests().stream()
                .map(request -> request.headers().get(header))
                .toList();
    }
}

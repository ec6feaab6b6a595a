package dev.rollcall.okta.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.okta.internal.OktaSettings;
import dev.rollcall.okta.internal.OktaSettings.Chosen;
import dev.rollcall.okta.internal.OktaSettings.Credentials;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What Okta's refusals mean")
class OktaWordsTest {

    private static final String BODY =
            "{\"errorCode\":\"E0000099\",\"errorSummary\":\"Ann has no seat\",\"errorId\":\"oae1\"}";

    private static OktaWords words(List<Chosen> groups, @Nullable String expression, boolean search, boolean app) {
        return new OktaWords(new OktaSettings(
                URI.create("https://example.okta.com"),
                app
                        ? new Credentials.ServiceApp("client", "key", () -> null)
                        : new Credentials.ApiToken(() -> new char[0]),
                new OktaSettings.Scope(groups, expression, search, true),
                new OktaSettings.People("login", Map.of()),
                200,
                HttpSettings.usual()));
    }

    private static OktaWords words() {
        return words(List.of(), null, false, false);
    }

    private static Answers answer() {
        return Answers.at(Instant.EPOCH).with("X-Okta-Request-Id", "reqVy8wsvmBQN27h4soUE3ZEnA");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {400, 401, 403, 404, 410, 418, 302, 501})
    @DisplayName("tell what was tried, on what, the status, the code and the request id; never the words of Okta (R5)")
    void tellWhatWasTried(int status) {
        assertThat(words().refused(answer().status(status, BODY), "reading the people"))
                .message()
                .startsWith("Reading the people failed: Okta at https://example.okta.com answered " + status
                        + " (E0000099); request id reqVy8wsvmBQN27h4soUE3ZEnA. ")
                .doesNotContain("Ann", "oae1");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "401, dev.rollcall.directory.DirectoryCredentialsException",
        "403, dev.rollcall.directory.DirectoryCredentialsException",
        "301, dev.rollcall.directory.DirectoryConfigurationException",
        "308, dev.rollcall.directory.DirectoryConfigurationException",
        "400, dev.rollcall.directory.SnapshotIncompleteException",
        "404, dev.rollcall.directory.SnapshotIncompleteException",
        "418, dev.rollcall.directory.SnapshotIncompleteException",
    })
    @DisplayName("are of the kind that somebody can do something about")
    void areOfAKind(int status, Class<? extends DirectoryException> kind) {
        assertThat(words().refused(answer().status(status), "reading the people"))
                .isInstanceOf(kind);
    }

    @Test
    @DisplayName("A bad expression is a matter of the configuration; a bad question about groups is not")
    void tellABadExpression() {
        assertThat(words(List.of(), "status ne", false, false).refused(answer().status(400), "reading the people"))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining("filter(...)");
        assertThat(words(List.of(), "status ne", true, false).refused(answer().status(400), "reading the people"))
                .hasMessageContaining("search(...)");
        assertThat(words(List.of(new Chosen("Staff", false, "Staff")), null, false, false)
                        .refused(answer().status(400), "reading the members of group 'Staff'"))
                .isInstanceOf(SnapshotIncompleteException.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PEOPLE | '' | okta.users.read",
                "GROUPS | '' | okta.groups.read",
                "PEOPLE | DPoP realm=\"https://x\", scope=\"okta.groups.read\", error=\"insufficient_scope\" | okta.groups.read",
                "GROUPS | Bearer scope=\"okta.users.read okta.groups.read\" | okta.users.read",
                "PEOPLE | Bearer scope=\"<b>\" | okta.users.read",
            })
    @DisplayName(
            "A missing permission is told by name: the one that Okta names, or else the one that goes with the question")
    void tellTheMissingPermission(Permission needed, String challenge, String scope) {
        Answers refusal = answer();
        if (!challenge.isEmpty()) {
            refusal.with("WWW-Authenticate", challenge);
        }

        assertThat(words(List.of(), null, false, true)
                        .needing(needed)
                        .refused(refusal.status(403, BODY), "reading the group of the people"))
                .isInstanceOf(DirectoryCredentialsException.class)
                .hasMessageContaining("grant the service app the scope " + scope);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"ann@example.org", "a_b", "a.b", "a b", ""})
    @DisplayName("A request id is of letters, digits and hyphens, and any other is left out (F118)")
    void leaveOutWhatIsNoRequestId(String id) {
        assertThat(words().trace(Answers.undated().with("X-Okta-Request-Id", id).status(500)))
                .isEmpty();
        assertThat(words().trace(Answers.undated()
                        .with("X-Okta-Request-Id", "a-B-7")
                        .status(500)))
                .isEqualTo("; request id a-B-7");
    }

    @Test
    @DisplayName("Where a nonce is wanted in each proof (DPoP), that is what is told, and not that the token is bad")
    void tellThatANonceIsWanted() {
        assertThat(words(List.of(), null, false, true)
                        .refused(
                                answer().with("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\"")
                                        .status(401),
                                "reading the people"))
                .isInstanceOf(DirectoryCredentialsException.class)
                .hasMessageContaining("nonce")
                .hasMessageContaining("switch DPoP off");
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(
            strings = {
                "",
                "<html>Ann</html>",
                "[]",
                "{\"errorCode\":\"Ann has no seat\"}",
                "{\"errorCode\":\"\"}",
                "{\"errorCode\":{\"a\":1}}",
                "{\"errorCode\":\"E1\\nforged\"}",
            })
    @DisplayName("A code that is none is left out, and so is a request id that is none (F118)")
    void leaveOutWhatIsNoCode(String body) {
        String message = words().refused(
                        Answers.undated()
                                .with("X-Okta-Request-Id", "a b\nforged")
                                .status(418, body),
                        "reading the people")
                .getMessage();

        assertThat(message).startsWith("Reading the people failed: Okta at https://example.okta.com answered 418. ");
        assertThat(message).doesNotContain("Ann", "forged", "\n");
    }
}

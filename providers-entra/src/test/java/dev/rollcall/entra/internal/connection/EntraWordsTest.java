package dev.rollcall.entra.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.DirectoryException;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Origin;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What Graph's refusals mean")
class EntraWordsTest {

    private static final Origin GRAPH = Origin.of(URI.create("https://graph.microsoft.com"));

    private static Answer answer(int status, String body) {
        return new Answer(
                status,
                Map.of("request-id", List.of("11111111-2222-4333-8444-555555555555")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static DirectoryException refused(Permission needed, int status, String body) {
        return new EntraWords(GRAPH, needed).refused(answer(status, body), "reading the members of group 'Staff'");
    }

    @ParameterizedTest
    @CsvSource({
        "400, DirectoryConfigurationException, spelt",
        "501, DirectoryConfigurationException, spelt",
        "401, DirectoryCredentialsException, same cloud",
        "403, DirectoryCredentialsException, admin consent",
        "404, SnapshotIncompleteException, not there any more",
        "410, SnapshotIncompleteException, not there any more",
        "302, DirectoryConfigurationException, proxy",
        "409, DirectoryUnavailableException, Run again",
        "507, DirectoryUnavailableException, Run again"
    })
    @DisplayName("are told by what to do, with what was tried, the status, the code and the request id")
    void statuses(int status, String kind, String words) {
        DirectoryException told =
                refused(Permission.MEMBERS, status, "{\"error\":{\"code\":\"Some_Code\",\"message\":\"about ann\"}}");

        assertThat(told.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(told)
                .hasMessageContaining("https://graph.microsoft.com")
                .hasMessageContaining("reading the members of group 'Staff'")
                .hasMessageContaining("status " + status)
                .hasMessageContaining("code Some_Code")
                .hasMessageContaining("request id 11111111-2222-4333-8444-555555555555")
                .hasMessageContaining(words)
                .message()
                .doesNotContain("ann");
    }

    @Test
    @DisplayName("name the permission that the question needs")
    void permissions() {
        assertThat(refused(Permission.USERS, 403, "").getMessage())
                .contains("User.Read.All")
                .doesNotContain("GroupMember.Read.All", "Member.Read.Hidden");
        assertThat(refused(Permission.GROUPS, 403, "").getMessage())
                .contains("GroupMember.Read.All", "Member.Read.Hidden")
                .doesNotContain("User.Read.All");
        assertThat(refused(Permission.MEMBERS, 403, "").getMessage())
                .contains("GroupMember.Read.All and User.Read.All", "Member.Read.Hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{\"error\":\"text\"}",
                "{\"error\":{\"code\":\"two words\"}}",
                "{\"error\":{\"code\":7}}",
                "{\"error\":{\"code\":\"\"}}"
            })
    @DisplayName("are told without a code where there is none that looks like one")
    void noCode(String body) {
        assertThat(refused(Permission.USERS, 400, body).getMessage())
                .contains("status 400; request id")
                .doesNotContain("two words");
    }

    @Test
    @DisplayName("carry the request id of the body where the header is missing, and none that is no id")
    void requestIds() {
        String body = "{\"error\":{\"innerError\":{\"request-id\":\"abc-1\"}}}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThat(GraphError.requestId(new Answer(400, Map.of(), bytes))).contains("abc-1");
        assertThat(GraphError.requestId(new Answer(400, Map.of("request-id", List.of("a b")), bytes)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Directory_ExpiredPageToken, true",
        "directory_expiredpagetoken, true",
        "ExpiredSkipToken, true",
        "InvalidAuthenticationToken, false",
        "TokenExpired, false",
        "Request_BadRequest, false"
    })
    @DisplayName("F74: a place is lost by the codes for it, and no others")
    void lostPlaces(String code, boolean isLost) {
        assertThat(GraphError.isPlaceLost(answer(400, "{\"error\":{\"code\":\"" + code + "\"}}")))
                .isEqualTo(isLost);
    }
}

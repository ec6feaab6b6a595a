package dev.rollcall.http.internal.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer")
class AnswerTest {

    @Test
    @DisplayName("joins headers whose names differ in letter case only, as HTTP/1.1 and proxies may send them")
    void joinsHeaders() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Link", List.of("<a>; rel=\"self\""));
        headers.put("link", List.of("<b>; rel=\"next\"", "<c>"));
        Answer answer = new Answer(200, headers, new byte[0]);

        assertThat(answer.headers("LINK")).containsExactly("<a>; rel=\"self\"", "<b>; rel=\"next\"", "<c>");
        assertThat(answer.header("link")).contains("<a>; rel=\"self\"");
        assertThat(answer.headers("Other")).isEmpty();
        assertThat(answer.header("Other")).isEmpty();
    }

    @Test
    @DisplayName("F122: shows its status alone")
    void showsItsStatusAlone() {
        assertThat(new Answer(200, Map.of("Set-Cookie", List.of("s3cret")), "s3cret".getBytes(US_ASCII)))
                .hasToString("status 200");
    }
}

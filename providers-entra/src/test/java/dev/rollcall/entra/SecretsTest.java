package dev.rollcall.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.entra.internal.TestTime;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.testkit.RecordingSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F122: no secret and no token is told, whatever the service answers")
class SecretsTest {

    private static final String ID = "00000000-0000-4000-8000-000000000001";
    private static final String SECRET = "s3cret-of-the-application";
    private static final String TOKEN = "t0ken-of-the-service";

    private final TestTime time = new TestTime();

    /** Everything that the service says holds the secret or the token. */
    private static Answer answer(Request request, int status) {
        String spiteful = SECRET + " " + TOKEN;
        boolean isLogin = request.uri().getPath().endsWith("/token");
        if (isLogin && status < 1000) {
            return new Answer(
                    200,
                    Map.of(),
                    ("{\"token_type\":\"Bearer\",\"access_token\":\"" + TOKEN + "\",\"expires_in\":3599}")
                            .getBytes(StandardCharsets.UTF_8));
        }
        String error = isLogin
                ? "{\"error\":\"" + spiteful + "\",\"error_description\":\"" + spiteful
                        + "\",\"error_codes\":[7000215]}"
                : "{\"error\":{\"code\":\"" + spiteful + "\",\"message\":\"" + spiteful
                        + "\",\"innerError\":{\"request-id\":\"" + spiteful + "\"}}}";
        return new Answer(
                status % 1000,
                Map.of(
                        "request-id",
                        List.of(spiteful),
                        "x-ms-request-id",
                        List.of(spiteful),
                        "Retry-After",
                        List.of("1")),
                error.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 400, 401, 403, 404, 410, 429, 500, 501, 503, 0, 1200, 1400, 1401, 1404, 1503})
    @DisplayName("status")
    void status(int status) {
        EntraDirectoryProvider provider = EntraDirectoryProvider.builder("example.org", ID)
                .secret(SECRET::toCharArray)
                .inGroups("Staff", "id:" + ID)
                .time(time)
                .transport(settings -> (request, timeout) -> {
                    if (status == 0) {
                        throw new IOException(SECRET + TOKEN);
                    }
                    return answer(request, status);
                })
                .build();
        List<String> told = new ArrayList<>();
        RecordingSink sink = new RecordingSink();
        Throwable thrown = catchThrowable(() -> provider.read(Tenant.asking(), sink));
        assertThat(thrown).isNotNull();
        told.add(thrown.toString());
        if (status != 0) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            told.add(trace.toString());
        }
        told.addAll(sink.warnings());
        provider.validate(Tenant.asking()).findings().forEach(finding -> told.add(finding.toString()));
        told.add(provider.toString());

        assertThat(told).noneMatch(text -> text.contains(SECRET) || text.contains(TOKEN) || text.contains("?$"));
    }
}

package dev.rollcall.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.testkit.RecordingSink;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The national clouds")
class CloudsTest {

    private static final String ID = "00000000-0000-4000-8000-000000000001";

    private final List<Request> requests = new ArrayList<>();

    private Answer answer(Request request) {
        requests.add(request);
        String body = request.uri().getPath().endsWith("/token")
                ? "{\"token_type\":\"Bearer\",\"access_token\":\"abc\",\"expires_in\":3599}"
                : "{\"value\":[]}";
        return new Answer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("are asked at their own addresses, and for tokens of their own Graph")
    void addresses(EntraCloud cloud) {
        EntraDirectoryProvider.builder("Example.org", ID)
                .secret("s3cret"::toCharArray)
                .cloud(cloud)
                .transport(settings -> (request, timeout) -> answer(request))
                .build()
                .read(Tenant.asking(), new RecordingSink());

        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).uri()).hasToString(cloud.login() + "/Example.org/oauth2/v2.0/token");
        assertThat(requests.get(1).uri().toString()).startsWith(cloud.graph() + "/v1.0/users?$select=id,");
        String form = new String(Objects.requireNonNull(requests.get(0).body()), StandardCharsets.US_ASCII);
        assertThat(URLDecoder.decode(form, StandardCharsets.UTF_8).split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=client_credentials",
                        "client_id=" + ID,
                        "scope=" + cloud.graph() + "/.default",
                        "client_secret=s3cret");
        assertThat(requests.get(0).headers()).doesNotContainKey("Authorization");
        assertThat(requests.get(1).headers()).containsEntry("Authorization", "Bearer abc");
    }
}

package dev.rollcall.testservers.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client without any wit: it sends what it is told to and shows what came. */
final class GraphClient {

    record Answer(int status, JsonNode body, HttpResponse<String> response) {
        String error() {
            return status + " " + body.path("error").path("code").asString();
        }

        List<JsonNode> value() {
            assertThat(status).as(body.toString()).isEqualTo(200);
            return body.get("value").valueStream().toList();
        }

        List<String> all(String property) {
            return value().stream().map(each -> each.get(property).asString()).toList();
        }

        String next() {
            return body.path("@odata.nextLink").asString();
        }

        boolean isLast() {
            return body.path("@odata.nextLink").isMissingNode();
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final FakeEntra entra;
    private String token = "";

    GraphClient(FakeEntra entra) {
        this.entra = entra;
    }

    /** Asks for a token with the secret, and keeps it. */
    GraphClient signIn() {
        Answer answer = token(form());
        assertThat(answer.status()).isEqualTo(200);
        token = answer.body().get("access_token").asString();
        return this;
    }

    /** The form that gets a token with the secret. */
    Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", entra.clientId());
        form.put("scope", "https://graph.microsoft.com/.default");
        form.put("client_secret", entra.secret());
        return form;
    }

    Answer token(Map<String, String> form) {
        return token(entra.tenant(), form);
    }

    Answer token(String tenant, Map<String, String> form) {
        List<String> pairs = new ArrayList<>();
        form.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return send(HttpRequest.newBuilder(URI.create(entra.address() + "/" + tenant + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs)))
                .build());
    }

    /** Asks Graph, without the index. Spaces in the text are encoded. */
    Answer get(String pathAndQuery) {
        return send(request(pathAndQuery).build());
    }

    /** Asks Graph, and lets the index answer. */
    Answer eventually(String pathAndQuery) {
        return send(request(pathAndQuery).header("ConsistencyLevel", "eventual").build());
    }

    /** All pages of a list from the index. */
    List<Answer> pages(String pathAndQuery) {
        List<Answer> pages = new ArrayList<>();
        pages.add(eventually(pathAndQuery));
        while (!pages.get(pages.size() - 1).isLast()) {
            pages.add(eventually(pages.get(pages.size() - 1).next()));
        }
        return pages;
    }

    private HttpRequest.Builder request(String address) {
        String whole = address.startsWith("http") ? address : entra.address() + "/v1.0" + address.replace(" ", "%20");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(whole));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

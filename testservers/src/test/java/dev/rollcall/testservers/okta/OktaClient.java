package dev.rollcall.testservers.okta;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simplest client of an org: asks with a header, and follows next links. */
final class OktaClient {

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeOkta okta;
    private final String authorization;

    OktaClient(FakeOkta okta) {
        this(okta, "SSWS " + okta.apiToken());
    }

    OktaClient(FakeOkta okta, String authorization) {
        this.okta = okta;
        this.authorization = authorization;
    }

    /** One answer; headers are given as name, value, name, value. */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(okta.address().resolve(path)).header("Authorization", authorization);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get(path).body());
    }

    HttpResponse<String> post(String path, String form, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(okta.address().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The ids on each page of a list. */
    List<List<String>> pages(String path) throws IOException, InterruptedException {
        List<List<String>> pages = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            HttpResponse<String> response = get(next);
            List<String> ids = new ArrayList<>();
            JsonMapper.shared()
                    .readTree(response.body())
                    .forEach(row -> ids.add(row.path("id").asString()));
            pages.add(ids);
            next = next(response);
        }
        return pages;
    }

    /** The ids of all pages of a list. */
    List<String> ids(String path) throws IOException, InterruptedException {
        return pages(path).stream().flatMap(List::stream).toList();
    }

    static String next(HttpResponse<String> response) {
        Matcher next = NEXT.matcher(String.join(", ", response.headers().allValues("link")));
        return next.find() ? URI.create(next.group(1)).toString() : "";
    }
}

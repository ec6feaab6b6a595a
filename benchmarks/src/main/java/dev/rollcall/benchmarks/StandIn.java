package dev.rollcall.benchmarks;

import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.FakeEntra;
import dev.rollcall.testservers.okta.FakeOkta;
import dev.rollcall.testservers.okta.OktaGroup;
import dev.rollcall.testservers.okta.OktaPerson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Okta or Entra ID, played in a process of its own: prints one line that tells where it is, and for each line that it
 * is sent the number of requests so far. Ends when its input does.
 */
final class StandIn {

    private static final int GROUPS = 5;

    /** One in so many people is in two groups. */
    private static final int OVERLAP = 5;

    private static final int SETTLING = 1100;

    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]*)\"");

    private StandIn() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int people = Integer.parseInt(arguments[1]);
        int latency = Integer.parseInt(arguments[2]);
        if ("okta".equals(arguments[0])) {
            okta(people, latency);
        } else {
            entra(people, latency);
        }
    }

    private static void okta(int people, int latency) throws IOException, InterruptedException {
        AtomicInteger requests = new AtomicInteger();
        try (FakeOkta okta = FakeOkta.start().coarseTimes()) {
            List<OktaGroup> groups = new ArrayList<>();
            for (int i = 0; i < GROUPS; i++) {
                groups.add(okta.group("Staff " + i));
            }
            int memberships = 0;
            for (int i = 0; i < people; i++) {
                OktaPerson person = okta.person("person" + i + "@example.com")
                        .profile("firstName", "First" + i)
                        .profile("lastName", "Last" + i)
                        .profile("email", "person" + i + "@example.com")
                        .profile("department", "Department " + i % 40);
                groups.get(i % GROUPS).add(person);
                memberships++;
                if (i % OVERLAP == 0) {
                    groups.get((i / OVERLAP + 1) % GROUPS).add(person);
                    memberships += (i / OVERLAP + 1) % GROUPS == i % GROUPS ? 0 : 1;
                }
            }
            // Okta dates a change to the second: whoever reads in that second reads twice, to be sure.
            Thread.sleep(SETTLING);
            okta.listen(question -> answerLater(requests, latency));
            String secret = okta.apiToken();
            serve(
                    requests,
                    okta.address() + " - - " + secret + " " + secret + " " + memberships + " "
                            + String.join(
                                    " ", groups.stream().map(OktaGroup::id).toList()));
        }
    }

    private static void entra(int people, int latency) throws IOException, InterruptedException {
        AtomicInteger requests = new AtomicInteger();
        try (FakeEntra entra = FakeEntra.start()) {
            List<EntraGroup> groups = new ArrayList<>();
            for (int i = 0; i < GROUPS; i++) {
                groups.add(entra.group("Staff " + i));
            }
            int memberships = 0;
            for (int i = 0; i < people; i++) {
                EntraPerson person = entra.person("person" + i + "@example.com")
                        .set("givenName", "First" + i)
                        .set("surname", "Last" + i)
                        .set("mail", "person" + i + "@example.com")
                        .set("department", "Department " + i % 40);
                groups.get(i % GROUPS).add(person);
                memberships++;
                if (i % OVERLAP == 0) {
                    groups.get((i / OVERLAP + 1) % GROUPS).add(person);
                    memberships += (i / OVERLAP + 1) % GROUPS == i % GROUPS ? 0 : 1;
                }
            }
            String token = token(entra);
            entra.onRequest(question -> true, () -> answerLater(requests, latency));
            serve(
                    requests,
                    entra.address() + " " + entra.tenant() + " " + entra.clientId() + " " + entra.secret() + " " + token
                            + " " + memberships + " "
                            + String.join(
                                    " ", groups.stream().map(EntraGroup::id).toList()));
        }
    }

    private static String token(FakeEntra entra) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(entra.address() + "/" + entra.tenant() + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_id=" + entra.clientId()
                        + "&client_secret=" + URLEncoder.encode(entra.secret(), StandardCharsets.UTF_8) + "&scope="
                        + URLEncoder.encode(entra.address() + "/.default", StandardCharsets.UTF_8)))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher matcher = TOKEN.matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("The stand-in gave no token: " + answer);
        }
        return matcher.group(1);
    }

    private static void answerLater(AtomicInteger requests, int latency) {
        requests.incrementAndGet();
        try {
            Thread.sleep(latency);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void serve(AtomicInteger requests, String line) throws IOException {
        System.out.println(line);
        System.out.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            System.out.println(requests.get());
            System.out.flush();
        }
    }
}

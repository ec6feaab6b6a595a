package dev.rollcall.judges;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.graph.models.OnPremisesExtensionAttributes;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import dev.rollcall.testservers.entra.FakeEntra;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Microsoft's own client of Graph for Java, reading people page by page. */
final class GraphSdk {

    /** What is compared. */
    static final String[] ATTRIBUTES = {
        "displayName",
        "givenName",
        "surname",
        "mail",
        "department",
        "businessPhones",
        "onPremisesExtensionAttributes.extensionAttribute1"
    };

    private static final String[] SELECTED = {
        "id",
        "userPrincipalName",
        "accountEnabled",
        "displayName",
        "givenName",
        "surname",
        "mail",
        "department",
        "businessPhones",
        "onPremisesExtensionAttributes"
    };

    private final GraphServiceClient client;

    private GraphSdk(GraphServiceClient client) {
        this.client = client;
    }

    /** A client that asks for a new token after every second request. */
    static GraphSdk of(FakeEntra tenant) {
        GraphServiceClient client =
                new GraphServiceClient(new BaseBearerTokenAuthenticationProvider(new Tokens(tenant)));
        client.getRequestAdapter().setBaseUrl(tenant.address() + "/v1.0");
        return new GraphSdk(client);
    }

    /** Everybody of the tenant. */
    List<Person> everybody(int pageSize) {
        UserCollectionResponse page = client.users().get(request -> {
            request.queryParameters.select = SELECTED;
            request.queryParameters.top = pageSize;
        });
        List<Person> people = new ArrayList<>(people(page));
        while (page.getOdataNextLink() != null) {
            page = client.users().withUrl(page.getOdataNextLink()).get();
            people.addAll(people(page));
        }
        return people;
    }

    /** The people among the members of a group and of groups within it, as the list of one kind of member. */
    List<Person> peopleWithin(String groupId, int pageSize) {
        var list = client.groups().byGroupId(groupId).transitiveMembers().graphUser();
        UserCollectionResponse page = list.get(request -> {
            request.queryParameters.select = SELECTED;
            request.queryParameters.top = pageSize;
            request.queryParameters.count = true;
            request.headers.add("ConsistencyLevel", "eventual");
        });
        Long announced = page.getOdataCount();
        List<Person> people = new ArrayList<>(people(page));
        while (page.getOdataNextLink() != null) {
            page = list.withUrl(page.getOdataNextLink())
                    .get(request -> request.headers.add("ConsistencyLevel", "eventual"));
            people.addAll(people(page));
        }
        if (announced == null || announced != people.size()) {
            throw new IllegalStateException(announced + " announced, " + people.size() + " came");
        }
        return people;
    }

    /** The people among the direct members of a group, as the list of all members. */
    List<Person> peopleAmong(String groupId, int pageSize) {
        var list = client.groups().byGroupId(groupId).members();
        var page = list.get(request -> {
            request.queryParameters.select = SELECTED;
            request.queryParameters.top = pageSize;
        });
        List<Person> people = new ArrayList<>();
        while (page != null) {
            page.getValue().stream()
                    .filter(User.class::isInstance)
                    .forEach(member -> people.add(person((User) member)));
            page = page.getOdataNextLink() == null
                    ? null
                    : list.withUrl(page.getOdataNextLink()).get();
        }
        return people;
    }

    private static List<Person> people(UserCollectionResponse page) {
        return page.getValue().stream().map(GraphSdk::person).toList();
    }

    private static Person person(User user) {
        OnPremisesExtensionAttributes extensions = user.getOnPremisesExtensionAttributes();
        return Person.of(
                user.getId(),
                user.getUserPrincipalName(),
                Objects.requireNonNull(user.getAccountEnabled()),
                "displayName",
                user.getDisplayName(),
                "givenName",
                user.getGivenName(),
                "surname",
                user.getSurname(),
                "mail",
                user.getMail(),
                "department",
                user.getDepartment(),
                "businessPhones",
                user.getBusinessPhones(),
                "onPremisesExtensionAttributes.extensionAttribute1",
                extensions == null ? null : extensions.getExtensionAttribute1());
    }

    /** Tokens of the tenant, by its secret; each is used twice. */
    private static final class Tokens implements AccessTokenProvider {

        private static final int USES = 2;

        private final FakeEntra tenant;
        private String token = "";
        private int left;

        Tokens(FakeEntra tenant) {
            this.tenant = tenant;
        }

        @Override
        public String getAuthorizationToken(URI uri, @Nullable Map<String, Object> context) {
            if (left == 0) {
                token = fetch();
                left = USES;
            }
            left--;
            return token;
        }

        @Override
        public AllowedHostsValidator getAllowedHostsValidator() {
            return new AllowedHostsValidator(tenant.address().getHost());
        }

        private String fetch() {
            String form = Map.of(
                            "grant_type",
                            "client_credentials",
                            "client_id",
                            tenant.clientId(),
                            "client_secret",
                            tenant.secret(),
                            "scope",
                            "https://graph.microsoft.com/.default")
                    .entrySet()
                    .stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            HttpRequest request = HttpRequest.newBuilder(
                            tenant.address().resolve("/" + tenant.tenant() + "/oauth2/v2.0/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            try {
                String answer = HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
                return new ObjectMapper().readTree(answer).get("access_token").asText();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}

package dev.rollcall.judges;

import com.okta.sdk.authc.credentials.TokenClientCredentials;
import com.okta.sdk.client.AuthorizationMode;
import com.okta.sdk.client.ClientBuilder;
import com.okta.sdk.client.Clients;
import com.okta.sdk.helper.PaginationUtil;
import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.client.ApiClient;
import com.okta.sdk.resource.model.User;
import com.okta.sdk.resource.model.UserProfile;
import com.okta.sdk.resource.model.UserStatus;
import java.net.URI;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Okta's own client for Java, reading people page by page. */
final class OktaSdk {

    private static final Set<UserStatus> ACTIVE = Set.of(
            UserStatus.ACTIVE,
            UserStatus.PASSWORD_EXPIRED,
            UserStatus.LOCKED_OUT,
            UserStatus.RECOVERY,
            UserStatus.PROVISIONED);

    private final ApiClient client;

    private OktaSdk(ClientBuilder builder) {
        this.client = builder.setRetryMaxAttempts(3).setRetryMaxElapsed(20).build();
    }

    static OktaSdk withToken(URI org, String token) {
        return new OktaSdk(at(org).setClientCredentials(new TokenClientCredentials(token)));
    }

    static OktaSdk withServiceApp(URI org, String clientId, String keyId, PrivateKey key) {
        return new OktaSdk(at(org).setAuthorizationMode(AuthorizationMode.PRIVATE_KEY)
                .setClientId(clientId)
                .setScopes(Set.of("okta.users.read", "okta.groups.read"))
                .setKid(keyId)
                .setPrivateKey(key));
    }

    private static ClientBuilder at(URI org) {
        // The client refuses addresses without TLS; the imitated org has none.
        System.setProperty(ClientBuilder.DEFAULT_CLIENT_TESTING_DISABLE_HTTPS_CHECK_PROPERTY_NAME, "true");
        return Clients.builder().setOrgUrl(org.toString());
    }

    /** The id of the group of that name. */
    String group(String name) {
        return new GroupApi(client)
                .listGroups(null, null, null, null, null, "profile.name eq \"" + name + "\"", null, null).stream()
                        .map(group -> group.getId())
                        .findFirst()
                        .orElseThrow();
    }

    /** The members of a group. */
    List<Person> members(String groupId, int pageSize) {
        return pages(after -> new GroupApi(client).listGroupUsers(groupId, after, pageSize));
    }

    /** Everybody whom an expression finds. */
    List<Person> search(String expression, int pageSize) {
        return pages(after -> new UserApi(client).listUsers(null, null, after, pageSize, null, expression, null, null));
    }

    private List<Person> pages(Function<@Nullable String, List<User>> page) {
        List<Person> people = new ArrayList<>();
        String after = null;
        do {
            page.apply(after).forEach(user -> people.add(person(user)));
            after = PaginationUtil.getAfter(client);
        } while (after != null);
        return people;
    }

    private static Person person(User user) {
        UserProfile profile = user.getProfile();
        return Person.of(
                user.getId(),
                profile.getLogin(),
                ACTIVE.contains(user.getStatus()),
                "firstName",
                profile.getFirstName(),
                "lastName",
                profile.getLastName(),
                "email",
                profile.getEmail(),
                "mobilePhone",
                profile.getMobilePhone(),
                "teams",
                profile.getAdditionalProperties().get("teams"),
                "floor",
                profile.getAdditionalProperties().get("floor"));
    }
}

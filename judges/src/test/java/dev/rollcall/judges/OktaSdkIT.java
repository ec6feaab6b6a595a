package dev.rollcall.judges;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.okta.OktaDirectoryProvider;
import dev.rollcall.testservers.okta.FakeOkta;
import dev.rollcall.testservers.okta.Mishap;
import dev.rollcall.testservers.okta.OktaCall;
import dev.rollcall.testservers.okta.OktaPerson;
import dev.rollcall.testservers.okta.OktaServiceApp;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Okta's own client")
class OktaSdkIT {

    private static final String[] ATTRIBUTES = {"firstName", "lastName", "email", "mobilePhone", "teams", "floor"};
    private static RSAKey key;

    private FakeOkta org;

    @BeforeAll
    static void makeKey() throws Exception {
        key = new RSAKeyGenerator(2048).generate();
    }

    @BeforeEach
    void fillOrg() {
        // Long ago, so that nobody has to look twice at groups that have changed just now.
        org = FakeOkta.start().clock(InstantSource.fixed(Instant.now().minusSeconds(3600)));
        OktaPerson ada = org.person("ada.lovelace@example.com")
                .profile("mobilePhone", "+44 1")
                .profile("floor", 3);
        OktaPerson bob = org.person("bob.bates@example.com")
                .profile("teams", List.of("red", "blue"))
                .without("secondEmail");
        OktaPerson eve = org.person("eve.adams@example.com").status("SUSPENDED");
        OktaPerson zoe =
                org.person("zoë.çelik@example.com").status("DEPROVISIONED").profile("lastName", null);
        OktaPerson max = org.person("max.moritz@example.com").status("LOCKED_OUT");
        org.person("not.staff@example.com");
        org.group("Staff").add(ada, bob, eve, zoe, max);
        org.clock(InstantSource.system());
    }

    @AfterEach
    void close() {
        org.close();
        assertThat(org.failures()).isEmpty();
    }

    @Test
    @DisplayName("finds the same members as the provider, through a refusal for the rate and a new token")
    void findsTheSameMembers() throws Exception {
        OktaServiceApp app = org.serviceApp(key.toPublicKey(), "key-1");
        PrivateKey secret = key.toPrivateKey();

        org.on(OktaCall.MEMBERS, 2, () -> org.next(OktaCall.MEMBERS, Mishap.tooManyRequests(Duration.ZERO)))
                .on(OktaCall.MEMBERS, 4, org::expireTokens);
        List<Person> ours = Reads.people(
                provider()
                        .serviceApp(app.clientId(), "key-1", () -> secret)
                        .inGroups("Staff")
                        .build(),
                ATTRIBUTES);
        assertThat(org.count(OktaCall.MEMBERS))
                .as("three pages, two of them asked for twice")
                .isEqualTo(5);
        assertThat(org.count(OktaCall.TOKEN)).isEqualTo(2);

        // The client fetches a token when the one it has is old by its own clock; the org's stands still, so that none
        // is too old there.
        org.clock(InstantSource.fixed(Instant.now().plusSeconds(30))).tokenLifetime(Duration.ofSeconds(1));
        OktaSdk sdk = OktaSdk.withServiceApp(org.address(), app.clientId(), "key-1", secret);
        org.on(OktaCall.MEMBERS, 2, () -> org.next(OktaCall.MEMBERS, Mishap.tooManyRequests(Duration.ZERO)));
        List<Person> judged = sdk.members(sdk.group("Staff"), 2);
        assertThat(org.count(OktaCall.MEMBERS) - 5)
                .as("three pages, one of them asked for twice")
                .isEqualTo(4);
        assertThat(org.count(OktaCall.TOKEN)).isGreaterThan(3);

        assertThat(ours).hasSize(5).containsExactlyInAnyOrderElementsOf(judged);
    }

    @Test
    @DisplayName("finds everybody whom the provider finds, where the app has to prove that it has its key (RFC 9449)")
    void findsEverybody() throws Exception {
        OktaServiceApp app = org.serviceApp(key.toPublicKey(), "key-1").requireDpop();
        PrivateKey secret = key.toPrivateKey();
        List<Person> judged = OktaSdk.withServiceApp(org.address(), app.clientId(), "key-1", secret)
                .search("status pr", 4);
        List<Person> ours = Reads.people(
                provider().serviceApp(app.clientId(), "key-1", () -> secret).build(), ATTRIBUTES);
        assertThat(ours).hasSize(6).containsExactlyInAnyOrderElementsOf(judged);
    }

    @Test
    @DisplayName("finds the same people as the provider with an API token")
    void findsWithAnApiToken() {
        String expression = "profile.lastName pr";
        List<Person> judged = OktaSdk.withToken(org.address(), org.apiToken()).search(expression, 2);
        List<Person> ours = Reads.people(
                provider()
                        .apiToken(() -> org.apiToken().toCharArray())
                        .search(expression)
                        .build(),
                ATTRIBUTES);
        assertThat(ours).hasSize(5).containsExactlyInAnyOrderElementsOf(judged);
    }

    private OktaDirectoryProvider.Builder provider() {
        return OktaDirectoryProvider.builder(org.address().toString())
                .pageSize(2)
                .http(HttpSettings.usual().withInsecureLoopback());
    }
}

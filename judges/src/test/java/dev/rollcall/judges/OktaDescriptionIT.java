package dev.rollcall.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.okta.OktaDirectoryProvider;
import dev.rollcall.testservers.okta.FakeOkta;
import dev.rollcall.testservers.okta.Mishap;
import dev.rollcall.testservers.okta.OktaCall;
import dev.rollcall.testservers.okta.OktaPerson;
import dev.rollcall.testservers.okta.OktaServiceApp;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the provider asks of Okta, and what the imitated org answers, is as described")
class OktaDescriptionIT {

    private final Exchanges exchanges = new Exchanges();
    private FakeOkta org;
    private OktaPerson ada;

    @BeforeEach
    void fillOrg() {
        org = FakeOkta.start().observe(exchanges);
        ada = org.person("ada.lovelace@example.com")
                .profile("teams", List.of("red", "blue"))
                .profile("floor", 3);
        OktaPerson bob = org.person("bob.bates@example.com").status("SUSPENDED").profile("lastName", null);
        OktaPerson eve =
                org.person("eve.adams@example.com").status("DEPROVISIONED").without("secondEmail");
        org.person("not.staff@example.com").status("STAGED");
        org.group("Staff").add(ada, bob, eve).profile("description", "Who works here");
        org.appGroup("Guests").add(ada);
        org.builtInGroup("Everyone").add(ada, bob, eve);
    }

    @AfterEach
    void close() {
        org.close();
        assertThat(org.failures()).isEmpty();
        assertThat(exchanges.faults()).isEmpty();
    }

    @Test
    @DisplayName("in a read of groups over several pages, with tokens, proofs of possession and a renewal")
    void inAReadOfGroups() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        PrivateKey secret = key.toPrivateKey();
        OktaServiceApp app = org.serviceApp(key.toPublicKey(), "key-1").requireDpop();
        org.on(OktaCall.MEMBERS, 2, org::expireTokens);
        OktaDirectoryProvider provider = builder()
                .serviceApp(app.clientId(), "key-1", () -> secret)
                .inGroups("Staff", "Guests")
                .build();
        assertThat(Reads.everybody(provider, "firstName", "teams")).hasSize(3);
        assertThat(exchanges.kinds())
                .contains(
                        "200 /api/v1/groups",
                        "200 /api/v1/groups/*",
                        "200 /api/v1/groups/*/users",
                        "401 /api/v1/groups/*/users",
                        "400 /oauth2/v1/token",
                        "200 /oauth2/v1/token");
    }

    @Test
    @DisplayName("in reads of everybody, of those whom a search or a filter finds, and without the deactivated")
    void inReadsOfPeople() {
        assertThat(Reads.everybody(withToken().build())).hasSize(4);
        assertThat(Reads.everybody(withToken().deactivatedPeople(false).build()))
                .hasSize(3);
        assertThat(Reads.everybody(withToken().search("profile.lastName pr").build()))
                .hasSize(3);
        assertThat(Reads.everybody(withToken().filter("status eq \"ACTIVE\"").build()))
                .hasSize(1);
        assertThat(exchanges.kinds()).containsExactly("200 /api/v1/users");
    }

    @Test
    @DisplayName("in a validation and an explanation")
    void inAValidationAndAnExplanation() {
        OktaDirectoryProvider provider =
                withToken().inGroups("Staff", "Nobody's").build();
        assertThat(provider.validate(Reads.request("firstName")).isValid()).isFalse();
        assertThat(withToken().inGroups("Staff").build().scopePaths(Reads.request(), ExternalId.of(ada.id())))
                .hasSize(1);
        assertThat(withToken().build().validate(Reads.request("firstName")).isValid())
                .isTrue();
        assertThat(exchanges.kinds()).contains("200 /api/v1/groups", "200 /api/v1/users");
    }

    @Test
    @DisplayName(
            "in refusals: for the rate, for the service's own trouble, for want of rights, of a token and of a group")
    void inRefusals() {
        org.next(
                OktaCall.USERS,
                exchanges.seen(Mishap.tooManyRequests(Duration.ofSeconds(-1))),
                exchanges.seen(Mishap.forbidden()),
                exchanges.seen(Mishap.failure(500)));
        assertThatThrownBy(() -> Reads.everybody(withToken().build()))
                .isInstanceOf(DirectoryCredentialsException.class);
        OktaDirectoryProvider hasty =
                withToken().http(loopback().withAttempts(1)).build();
        assertThatThrownBy(() -> Reads.everybody(hasty)).isInstanceOf(DirectoryUnavailableException.class);
        OktaDirectoryProvider wrong = withToken().filter("status gt \"ACTIVE\"").build();
        assertThatThrownBy(() -> Reads.everybody(wrong)).isInstanceOf(DirectoryConfigurationException.class);
        OktaDirectoryProvider gone =
                withToken().inGroups("id:00g00000000000000000").build();
        assertThatThrownBy(() -> Reads.everybody(gone)).isInstanceOf(DirectoryConfigurationException.class);
        org.revokeApiToken();
        assertThatThrownBy(() -> Reads.everybody(withToken().build()))
                .isInstanceOf(DirectoryCredentialsException.class);
        assertThat(exchanges.kinds())
                .contains(
                        "429 /api/v1/users",
                        "403 /api/v1/users",
                        "500 /api/v1/users",
                        "400 /api/v1/users",
                        "404 /api/v1/groups/*",
                        "401 /api/v1/users");
    }

    @Test
    @DisplayName("in a refusal of a token")
    void inARefusalOfAToken() throws Exception {
        PrivateKey stranger = new ECKeyGenerator(Curve.P_256).generate().toPrivateKey();
        OktaServiceApp app =
                org.serviceApp(new ECKeyGenerator(Curve.P_256).generate().toPublicKey(), "key-1");
        OktaDirectoryProvider provider =
                builder().serviceApp(app.clientId(), "key-1", () -> stranger).build();
        assertThatThrownBy(() -> Reads.everybody(provider)).isInstanceOf(DirectoryCredentialsException.class);
        assertThat(exchanges.kinds()).containsExactly("401 /oauth2/v1/token");
    }

    private OktaDirectoryProvider.Builder withToken() {
        return builder().apiToken(() -> org.apiToken().toCharArray());
    }

    private OktaDirectoryProvider.Builder builder() {
        return OktaDirectoryProvider.builder(org.address().toString())
                .pageSize(2)
                .http(loopback());
    }

    private static HttpSettings loopback() {
        return HttpSettings.usual().withInsecureLoopback();
    }
}

package dev.rollcall.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.entra.EntraDirectoryProvider;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.EntraReplies;
import dev.rollcall.testservers.entra.FakeEntra;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the provider asks of Microsoft Graph, and what the imitated tenant answers, is as described")
class GraphDescriptionIT {

    private static final String EXTENSION = "extension_0123456789abcdef0123456789abcdef_costCentre";
    private static final String[] ATTRIBUTES = {
        "displayName", "businessPhones", "department", "onPremisesExtensionAttributes.extensionAttribute1", EXTENSION
    };

    private final Exchanges exchanges = new Exchanges();
    private FakeEntra tenant;
    private EntraPerson dan;
    private EntraGroup staff;

    @BeforeEach
    void fillTenant() {
        tenant = FakeEntra.start().observe(exchanges);
        EntraPerson ada = tenant.person("ada@rollcall.example").set("businessPhones", List.of("+44 1", "+44 2"));
        EntraPerson bob = tenant.person("bob@rollcall.example").enabled(false).extension(EXTENSION, "4711");
        dan = tenant.person("dan@rollcall.example")
                .onPremises("CN=Dan,DC=example", "q1w2e3==", "first")
                .manager(ada);
        EntraPerson gus = tenant.person("gus@else.example").guest();
        EntraGroup inner = tenant.group("Inner").add(dan, gus, tenant.device("laptop"));
        staff = tenant.group("Staff")
                .add(ada, bob, inner)
                .add(tenant.device("phone"), tenant.contact("supplier"), tenant.servicePrincipal("robot"));
    }

    @AfterEach
    void close() {
        tenant.close();
        assertThat(tenant.server().failures()).isEmpty();
        assertThat(exchanges.faults()).isEmpty();
    }

    @Test
    @DisplayName("in a read of groups over several pages, with a new token and a group that changes meanwhile")
    void inAReadOfGroups() {
        EntraPerson late = tenant.person("late@rollcall.example");
        tenant.onNextRequest(question -> question.query().containsKey("$skiptoken"), () -> {
            tenant.expireTokens();
            staff.add(late);
        });
        assertThat(Reads.everybody(provider().inGroups("Staff").guests(true).build(), ATTRIBUTES))
                .hasSize(5);
        assertThat(Reads.everybody(
                        provider().inGroups("Staff").nestedGroups(false).build(), ATTRIBUTES))
                .hasSize(3);
        assertThat(exchanges.kinds())
                .contains("200 /*/oauth2/v2.0/token", "200 /v1.0/groups", "200 /v1.0/groups/delta")
                .anyMatch(kind -> kind.startsWith("401 /v1.0/groups/"));
    }

    @Test
    @DisplayName("in a read of everybody, and of those whom a filter finds")
    void inReadsOfPeople() {
        assertThat(Reads.everybody(provider().build(), ATTRIBUTES)).hasSize(3);
        assertThat(Reads.everybody(
                        provider().filter("accountEnabled eq true").guests(true).build(), ATTRIBUTES))
                .hasSize(3);
        assertThat(Reads.everybody(provider().build(), "manager.displayName", "employeeOrgData.division"))
                .hasSize(3);
        assertThat(exchanges.kinds()).containsExactly("200 /*/oauth2/v2.0/token", "200 /v1.0/users");
    }

    @Test
    @DisplayName("in a validation and an explanation")
    void inAValidationAndAnExplanation() {
        assertThat(provider()
                        .inGroups("Staff", "Nobody's")
                        .build()
                        .validate(Reads.request(ATTRIBUTES))
                        .isValid())
                .isFalse();
        assertThat(provider().inGroups("Staff").build().scopePaths(Reads.request(), ExternalId.of(dan.id())))
                .hasSize(1);
        assertThat(provider().build().validate(Reads.request(ATTRIBUTES)).isValid())
                .isTrue();
        assertThat(exchanges.kinds()).contains("200 /v1.0/groups", "200 /v1.0/users");
    }

    @Test
    @DisplayName("where a group's changes cannot be told any more")
    void whereChangesAreGone() {
        tenant.onNextRequest(
                FakeEntra.at("/delta")
                        .and(question -> !"latest".equals(question.query().get("$deltatoken"))),
                tenant::deltaGone);
        assertThat(Reads.everybody(provider().inGroups("Staff").build(), ATTRIBUTES))
                .hasSize(3);
        tenant.onNextRequest(
                FakeEntra.at("/delta")
                        .and(question -> !"latest".equals(question.query().get("$deltatoken"))),
                tenant::deltaNotFound);
        assertThat(Reads.everybody(provider().inGroups("Staff").build(), ATTRIBUTES))
                .hasSize(3);
        assertThat(exchanges.kinds()).contains("410 /v1.0/groups/delta", "400 /v1.0/groups/delta");
    }

    @Test
    @DisplayName("in refusals: for the rate, for the service's own trouble, for want of rights and of a group")
    void inRefusals() {
        tenant.next("/users", EntraReplies.throttled(1), EntraReplies.unavailable(0));
        assertThat(Reads.everybody(provider().build())).hasSize(3);
        EntraDirectoryProvider gone =
                provider().inGroups("id:00000000-0000-0000-0000-000000000000").build();
        assertThatThrownBy(() -> Reads.everybody(gone)).isInstanceOf(DirectoryConfigurationException.class);
        EntraDirectoryProvider wrong =
                provider().filter("accountEnabled is true").build();
        assertThatThrownBy(() -> Reads.everybody(wrong)).isInstanceOf(DirectoryConfigurationException.class);
        tenant.next("/users", EntraReplies.unavailable());
        EntraDirectoryProvider hasty =
                provider().http(loopback().withAttempts(1)).build();
        assertThatThrownBy(() -> Reads.everybody(hasty)).isInstanceOf(DirectoryUnavailableException.class);
        tenant.withoutUserRead();
        assertThatThrownBy(() -> Reads.everybody(provider().build())).isInstanceOf(DirectoryCredentialsException.class);
        assertThatThrownBy(() -> Reads.everybody(provider().inGroups("Staff").build(), ATTRIBUTES))
                .isInstanceOf(DirectoryCredentialsException.class);
        assertThat(exchanges.kinds())
                .contains(
                        "429 /v1.0/users",
                        "503 /v1.0/users",
                        "404 /v1.0/groups/*",
                        "400 /v1.0/users",
                        "403 /v1.0/users");
    }

    @Test
    @DisplayName("in a refusal of a token")
    void inARefusalOfAToken() {
        EntraDirectoryProvider provider = provider("not-the-secret").build();
        assertThatThrownBy(() -> Reads.everybody(provider)).isInstanceOf(DirectoryCredentialsException.class);
        assertThat(exchanges.kinds()).containsExactly("401 /*/oauth2/v2.0/token");
    }

    private EntraDirectoryProvider.Builder provider() {
        return provider(tenant.secret());
    }

    private EntraDirectoryProvider.Builder provider(String secret) {
        String address = tenant.address().toString();
        return EntraDirectoryProvider.builder(tenant.tenant(), tenant.clientId())
                .secret(secret::toCharArray)
                .endpoints(address, address)
                .pageSize(2)
                .http(loopback());
    }

    private static HttpSettings loopback() {
        return HttpSettings.usual().withInsecureLoopback();
    }
}

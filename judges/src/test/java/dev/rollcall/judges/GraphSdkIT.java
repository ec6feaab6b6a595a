package dev.rollcall.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.entra.EntraDirectoryProvider;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.EntraReplies;
import dev.rollcall.testservers.entra.FakeEntra;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Microsoft's own client")
class GraphSdkIT {

    private static final String TOKEN = "/oauth2/v2.0/token";

    private FakeEntra tenant;
    private EntraGroup staff;

    @BeforeEach
    void fillTenant() {
        tenant = FakeEntra.start();
        EntraPerson ada = tenant.person("ada@rollcall.example")
                .set("givenName", "Ada")
                .set("surname", "Lovelace")
                .set("businessPhones", List.of("+44 1", "+44 2"));
        EntraPerson bob = tenant.person("bob@rollcall.example").enabled(false).set("mail", null);
        EntraPerson zoe = tenant.person("zoë@rollcall.example").set("department", "Küche");
        EntraPerson dan = tenant.person("dan@rollcall.example").onPremises("CN=Dan,DC=example", "q1w2e3==", "first");
        EntraPerson gus = tenant.person("gus@else.example").guest();
        tenant.person("not.staff@rollcall.example");
        EntraGroup inner = tenant.group("Inner").add(dan, gus, tenant.device("laptop"));
        staff = tenant.group("Staff")
                .add(ada, bob, zoe, inner)
                .add(tenant.device("phone"), tenant.contact("supplier"), tenant.servicePrincipal("robot"));
    }

    @AfterEach
    void close() {
        tenant.close();
        assertThat(tenant.server().failures()).isEmpty();
    }

    @Test
    @DisplayName("finds the same people within a group as the provider, through a refusal for the rate and new tokens")
    void findsTheSamePeopleWithin() {
        // Whoever asks for a new token cannot use the old one any more.
        tenant.onRequest(FakeEntra.at(TOKEN), tenant::expireTokens);
        tenant.next(tenant.page("/graph.user", 2), EntraReplies.throttled(1));
        List<Person> judged = GraphSdk.of(tenant).peopleWithin(staff.id(), 2);
        assertThat(tenant.count("/graph.user"))
                .as("three pages, one of them asked for twice")
                .isEqualTo(4);
        assertThat(tenant.tokensGiven()).isEqualTo(2);

        tenant.next(question -> question.query().containsKey("$skiptoken"), EntraReplies.throttled(1));
        tenant.onNextRequest(question -> question.query().containsKey("$skiptoken"), tenant::expireTokens);
        List<Person> ours =
                Reads.people(provider().inGroups("Staff").guests(true).build(), GraphSdk.ATTRIBUTES);
        assertThat(tenant.tokensGiven()).isEqualTo(4);
        assertThat(ours).hasSize(5).containsExactlyInAnyOrderElementsOf(judged);
    }

    @Test
    @DisplayName("finds the same people among the direct members of a group as the provider")
    void findsTheSamePeopleAmong() {
        List<Person> judged = GraphSdk.of(tenant).peopleAmong(staff.id(), 3);
        List<Person> ours =
                Reads.people(provider().inGroups("Staff").nestedGroups(false).build(), GraphSdk.ATTRIBUTES);
        assertThat(ours).hasSize(3).containsExactlyInAnyOrderElementsOf(judged);
    }

    @Test
    @DisplayName("finds the same people in a tenant as the provider")
    void findsEverybody() {
        List<Person> judged = GraphSdk.of(tenant).everybody(4);
        List<Person> ours = Reads.people(provider().guests(true).build(), GraphSdk.ATTRIBUTES);
        assertThat(ours).hasSize(6).containsExactlyInAnyOrderElementsOf(judged);
    }

    private EntraDirectoryProvider.Builder provider() {
        String address = tenant.address().toString();
        return EntraDirectoryProvider.builder(tenant.tenant(), tenant.clientId())
                .secret(() -> tenant.secret().toCharArray())
                .endpoints(address, address)
                .pageSize(2)
                .http(HttpSettings.usual().withInsecureLoopback());
    }
}

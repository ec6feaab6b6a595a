package dev.rollcall.cli.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.FakeEntra;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Each key of a tenant of Entra ID that says who is read, and what of them, does what it says. */
class EntraKeysTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private final FakeEntra entra = FakeEntra.start();
    private final EntraGroup sales = entra.group("Sales, EMEA");
    private EntraPerson ann;

    @BeforeEach
    void fourPeopleAndAGuest() {
        ann = person("ann").set("department", "Sales").onPremises("CN=ann,OU=Sales,DC=example,DC=org", "aW1tdXRhYmxl");
        EntraPerson bob = person("bob").set("department", "Support").set("mail", "robert@example.org");
        EntraPerson cid = person("cid").set("mail", null);
        EntraPerson gil = entra.person("gil@partner.example").guest();
        person("dan").enabled(false);
        sales.add(ann, gil, entra.group("Sellers").add(bob));
        entra.group("Board").add(cid);
        cli.variable(EntraConfiguration.SECRET_VARIABLE, entra.secret());
    }

    @AfterEach
    void end() {
        entra.close();
    }

    private EntraPerson person(String name) {
        return entra.person(name + "@" + entra.domain());
    }

    private void configure(String... lines) {
        cli.config(EntraConfiguration.of(entra, 50).with(lines).yaml());
    }

    private List<JsonNode> created() {
        List<JsonNode> subjects = new ArrayList<>();
        Cli.Ended plan = cli.run("plan", "--json");
        assertThat(plan.code()).as(plan.all()).isZero();
        plan.json().get("steps").forEach(step -> {
            if ("CREATE".equals(step.get("kind").asString())) {
                subjects.add(step.get("subject"));
            }
        });
        return subjects;
    }

    private List<String> names() {
        return created().stream()
                .map(subject -> subject.get("username").asString().replace("@" + entra.domain(), ""))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @DisplayName("Each key that says who is in scope decides who gets an account")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        guests: false                                      | ann bob cid
        in-groups: Board                                   | cid
        in-groups: ["Sales, EMEA", Board]                  | ann bob cid
        in-groups: ["id:SALES"]                            | ann bob
        in-groups: ["id:SALES"]; nested-groups: false      | ann
        in-groups: ["id:SALES"]; filter: department eq 'Support' | bob
        filter: department eq 'Sales'                      | ann
        in-groups: ["id:SALES"]; guests: true; match-key: mail | ann gil@partner.example robert@example.org
        match-key: [mail, userPrincipalName]               | ann cid robert@example.org
        """)
    void whoIsInScope(String lines, String expected) {
        configure(lines.replace("SALES", sales.id()).split("; "));

        assertThat(names()).containsExactly(expected.split(" "));
    }

    @Test
    @DisplayName("The external id is the object id, or the property that the key names")
    void theExternalId() {
        configure("filter: department eq 'Sales'");
        assertThat(created().get(0).get("externalId").asString()).isEqualTo(ann.id());

        configure("filter: department eq 'Sales'", "external-id: onPremisesImmutableId");
        assertThat(created().get(0).get("externalId").asString()).isEqualTo("aW1tdXRhYmxl");
    }

    @Test
    @DisplayName("Pages are as large as said")
    void pages() {
        configure("page-size: 2");

        assertThat(names()).hasSize(3);
        assertThat(entra.requests("/users")).hasSize(3);
    }

    @Test
    @DisplayName("A filter that Graph does not take ends a sync, and nothing is written")
    void wrongFilter() {
        configure("filter: department = Sales");

        Cli.Ended sync = cli.run("sync");
        assertThat(sync.code()).isEqualTo(21);
        assertThat(sync.out()).contains("check the filter");
        assertThat(cli.column("select login from app_user")).isEmpty();
    }
}

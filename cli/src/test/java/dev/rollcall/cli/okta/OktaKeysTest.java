package dev.rollcall.cli.okta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import dev.rollcall.testservers.okta.FakeOkta;
import dev.rollcall.testservers.okta.OktaGroup;
import dev.rollcall.testservers.okta.OktaPerson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each key of an Okta org that says who is read, and what of them, does what it says. */
class OktaKeysTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private final FakeOkta okta = FakeOkta.start();
    private final OktaGroup sales = okta.group("Sales, EMEA");

    @BeforeEach
    void fourPeople() {
        person("ann").profile("department", "Sales").profile("employeeNumber", "E-1");
        person("bob").profile("department", "Support").profile("employeeNumber", "E-2");
        OktaPerson cid = person("cid").status("PROVISIONED");
        person("dan").status("DEPROVISIONED");
        sales.add(cid);
        okta.group("Board").add(person("eve"));
        cli.variable(OktaConfiguration.TOKEN_VARIABLE, okta.apiToken());
    }

    @AfterEach
    void end() {
        okta.close();
    }

    private OktaPerson person(String login) {
        return okta.person(login + "@example.org");
    }

    private void configure(String... lines) {
        cli.config(OktaConfiguration.of(okta, 50).with(lines).yaml());
    }

    private List<String> subjects(String kind) {
        List<String> names = new ArrayList<>();
        Cli.Ended plan = cli.run("plan", "--json");
        assertThat(plan.code()).as(plan.all()).isZero();
        plan.json().get("steps").forEach(step -> {
            if (kind.equals(step.get("kind").asString())) {
                names.add(step.get("subject").get("username").asString().replace("@example.org", ""));
            }
        });
        return names.stream().sorted().toList();
    }

    @ParameterizedTest
    @DisplayName("Each key that says who is in scope decides who gets an account")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        match-key: login                                   | ann bob cid eve
        in-groups: Board                                   | eve
        in-groups: ["Sales, EMEA", Board]                  | cid eve
        in-groups: ["id:SALES"]                            | cid
        filter: status eq "ACTIVE"                         | ann bob eve
        search: profile.department eq "Sales"              | ann
        search: profile.department eq "Sales" or status eq "PROVISIONED" | ann cid
        statuses: {PROVISIONED: inactive}                  | ann bob eve
        statuses: {DEPROVISIONED: active, PROVISIONED: unknown} | ann bob dan eve
        deactivated-people: false; statuses: {DEPROVISIONED: active} | ann bob cid eve
        match-key: employeeNumber; filter: profile.login eq "ann@example.org" | E-1
        """)
    void whoIsInScope(String lines, String expected) {
        configure(lines.replace("SALES", sales.id()).split("; "));

        assertThat(subjects("CREATE")).containsExactly(expected.split(" "));
    }

    @Test
    @DisplayName(
            "A validation names attributes as the file spells them, for Okta tells capitals from small letters (R45)")
    void spelling() {
        configure("match-key: login");

        assertThat(cli.run("validate").out()).contains("'firstName'").doesNotContain("firstname");
    }

    @Test
    @DisplayName("Pages are as large as said")
    void pages() {
        configure("page-size: 2");

        assertThat(subjects("CREATE")).hasSize(4);
        assertThat(okta.requests()).anyMatch(request -> request.toString().contains("limit=2"));
    }

    @Test
    @DisplayName("A list with more pages than allowed makes the read incomplete, and the message names the key (R1)")
    void maxPages() {
        cli.config(OktaConfiguration.of(okta, 50)
                .with("page-size: 1")
                .yaml()
                .replace("attempts: 1", "attempts: 1, max-pages: 2"));

        Cli.Ended sync = cli.run("sync");
        assertThat(sync.code()).isEqualTo(24);
        assertThat(sync.out()).contains("http: max-pages");
    }

    @Test
    @DisplayName("An expression that Okta does not take is told with the key that has it")
    void wrongExpression() {
        configure("search: profile.department = Sales");

        Cli.Ended sync = cli.run("sync");
        assertThat(sync.code()).isEqualTo(21);
        assertThat(sync.out()).contains("the expression of search:").doesNotContain("search(...)");
    }
}

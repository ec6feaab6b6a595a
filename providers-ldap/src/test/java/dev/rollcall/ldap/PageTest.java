package dev.rollcall.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.Validation;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.testservers.ClosedPort;
import dev.rollcall.testservers.pages.Page;
import dev.rollcall.testservers.pages.Vault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The Java code of docs/ldap.md is below, and does what the page says. */
class PageTest {

    private static final Instant NOW = Instant.parse("2026-03-01T07:00:00Z");

    @Test
    @DisplayName("The code of the page and that of the README is in this file")
    void theCodeOfThePageIsInThisFile() {
        List<String> page = Page.of("docs/ldap.md").code("java");
        List<String> readme = Page.of("README.md").code("java", "LdapDirectoryProvider");

        assertThat(page).hasSize(3);
        assertThat(readme).hasSize(1);
        assertThat(Page.notIn(PageTest.class, Stream.concat(page.stream(), readme.stream())))
                .as("the code that is not in this file")
                .isEmpty();
    }

    @Test
    @DisplayName("Building a provider and an engine connects to nothing and asks for no password")
    void buildingConnectsToNothing() {
        Vault vault = new Vault();
        InMemoryUserRepository repository = new InMemoryUserRepository();

        LdapDirectoryProvider provider = LdapDirectoryProvider.builder(LdapPreset.ACTIVE_DIRECTORY)
                .server("dc1.example.org")
                .server("dc2.example.org")
                .trust(LdapTrust.certificates(Path.of("/etc/portal/company-ca.pem")))
                .account("rollcall@example.org", () -> vault.passwordOf("rollcall"))
                .base("DC=example,DC=org")
                .inGroups("CN=App Users,OU=Groups,DC=example,DC=org")
                .build();
        SyncEngine engine = SyncEngine.builder("company", provider, repository)
                .policy(Policy.builder()
                        .field("name", ValueSource.attribute("displayName"))
                        .field("email", ValueSource.attribute("mail"))
                        .build())
                .build();

        assertThat(engine.directory()).hasToString("company");
        assertThat(provider).asString().contains("dc1.example.org:636", "dc2.example.org:636");
        assertThat(vault.asked()).isZero();
    }

    @Test
    @DisplayName("A server, an account, a base and a group are enough, by LDAPS and with what the JVM trusts")
    void aServerAnAccountAndABaseAreEnough() {
        Vault vault = new Vault();

        LdapDirectoryProvider provider = LdapDirectoryProvider.builder(LdapPreset.ACTIVE_DIRECTORY)
                .server("dc1.example.org")
                .account("rollcall@example.org", () -> vault.passwordOf("rollcall"))
                .base("DC=example,DC=org")
                .inGroups("CN=App Users,OU=Groups,DC=example,DC=org")
                .build();

        assertThat(provider).asString().contains("dc1.example.org:636").doesNotContain("rollcall");
        assertThat(vault.asked()).isZero();
    }

    @Test
    @DisplayName("A validation of a server that is not there is a finding, not an exception (R45)")
    void aValidationIsAFinding() {
        try (ClosedPort refusing = ClosedPort.open()) {
            LdapDirectoryProvider provider = LdapDirectoryProvider.builder(LdapPreset.ACTIVE_DIRECTORY)
                    .server("127.0.0.1", refusing.number())
                    .account("rollcall@example.org", "secret"::toCharArray)
                    .base("DC=example,DC=org")
                    .build();
            SyncEngine engine = SyncEngine.builder("company", provider, new InMemoryUserRepository())
                    .build();

            Validation found = engine.validate();

            assertThat(found.isValid()).isFalse();
            assertThat(found.toString())
                    .contains("127.0.0.1:" + refusing.number())
                    .doesNotContain("secret");
        }
    }

    @Test
    @DisplayName("A rule of the host's own says who is active (R6)")
    void aRuleOfTheHostsOwn() {
        LdapActivity rule = new LdapActivity() {
            @Override
            public Set<String> attributes() {
                return Set.of("employeeType", "departmentNumber");
            }

            @Override
            public Activity of(Function<String, List<String>> values, Instant now) {
                List<String> type = values.apply("employeeType");
                if (type.isEmpty()) {
                    return Activity.UNKNOWN;
                }
                boolean left = type.contains("left")
                        || values.apply("departmentNumber").contains("archive");
                return left ? Activity.INACTIVE : Activity.ACTIVE;
            }
        };

        assertThat(activity(rule, Map.of())).isEqualTo(Activity.UNKNOWN);
        assertThat(activity(rule, Map.of("employeeType", List.of("staff")))).isEqualTo(Activity.ACTIVE);
        assertThat(activity(rule, Map.of("employeeType", List.of("left")))).isEqualTo(Activity.INACTIVE);
        assertThat(activity(rule, Map.of("employeeType", List.of("staff"), "departmentNumber", List.of("archive"))))
                .isEqualTo(Activity.INACTIVE);
    }

    private static Activity activity(LdapActivity rule, Map<String, List<String>> values) {
        return rule.of(name -> values.getOrDefault(name, List.of()), NOW);
    }
}

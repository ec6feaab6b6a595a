package dev.rollcall.okta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.PemFile;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.okta.FakeOkta;
import dev.rollcall.testservers.pages.Page;
import dev.rollcall.testservers.pages.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The Java code of docs/okta.md is below, and does what the page says; so do the table of statuses and the defaults.
 */
class PageTest {

    private static final Page PAGE = Page.of("docs/okta.md");
    private static final Pattern STATUS = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| .* \\| (\\w+) \\|$");

    @Test
    @DisplayName("The code of the page and that of the README is in this file")
    void theCodeOfThePageIsInThisFile() {
        List<String> page = PAGE.code("java");
        List<String> readme = Page.of("README.md").code("java", "OktaDirectoryProvider");

        assertThat(page).hasSize(3);
        assertThat(Page.notIn(PageTest.class, Stream.concat(page.stream(), readme.stream())))
                .as("the code that is not in this file")
                .isEmpty();
    }

    @Test
    @DisplayName("Building a provider and an engine connects to nothing and asks for no key")
    void buildingConnectsToNothing() {
        InMemoryUserRepository repository = new InMemoryUserRepository();

        OktaDirectoryProvider provider = OktaDirectoryProvider.builder("https://example.okta.com")
                .serviceApp(
                        "0oa1gjh63g214q0Hq0g4",
                        "jEnp3mqbDVmCZBkDZUYUjPEQ7hhLNyCeYGn8ftiRNcE",
                        () -> PemFile.privateKey(Path.of("/etc/portal/okta.key")))
                .inGroups("App Users", "id:00g1emaKYZTWRYYRRTSK")
                .status("PROVISIONED", Activity.INACTIVE)
                .build();
        SyncEngine engine = SyncEngine.builder("company", provider, repository)
                .policy(Policy.builder()
                        .field("name", ValueSource.joined(" ", "firstName", "lastName"))
                        .field("email", ValueSource.attribute("email"))
                        .build())
                .build();

        assertThat(engine.directory()).hasToString("company");
        assertThat(provider).hasToString("OktaDirectoryProvider[https://example.okta.com]");
    }

    @Test
    @DisplayName("A token is asked for in each read, and not before")
    void aTokenIsAskedForInEachRead() {
        Vault vault = new Vault();

        OktaDirectoryProvider provider = OktaDirectoryProvider.builder("https://example.okta.com")
                .apiToken(() -> vault.passwordOf("okta"))
                .http(HttpSettings.usual()
                        .withTotalTimeout(Duration.ofMinutes(30))
                        .withParallel(2))
                .build();

        assertThat(provider).asString().doesNotContain("vault");
        assertThat(vault.asked()).isZero();
    }

    @Test
    @DisplayName("A validation of an org that is not there is a finding, not an exception (R45)")
    void aValidationIsAFinding() {
        OktaDirectoryProvider provider = OktaDirectoryProvider.builder("http://127.0.0.1:1")
                .apiToken("t0ken-of-mine"::toCharArray)
                .http(HttpSettings.usual().withInsecureLoopback().withAttempts(1))
                .build();
        SyncEngine engine = SyncEngine.builder("company", provider, new InMemoryUserRepository())
                .build();

        Validation found = engine.validate();

        assertThat(found.isValid()).isFalse();
        assertThat(found.toString()).contains("127.0.0.1:1").doesNotContain("t0ken");
    }

    @Test
    @DisplayName("A status means what the table of the page says, and any other is unknown (R6, F85, F86)")
    void aStatusMeansWhatThePageSays() {
        Map<String, Activity> table = statusesOfThePage();
        try (FakeOkta okta = FakeOkta.start()) {
            okta.person("future_state@example.org").status("FUTURE_STATE");
            table.keySet()
                    .forEach(status -> okta.person(status.toLowerCase(Locale.ROOT) + "@example.org")
                            .status(status));

            Map<String, Activity> read = statuses(okta);

            assertThat(table).hasSize(8);
            assertThat(read.remove("FUTURE_STATE")).isEqualTo(Activity.UNKNOWN);
            assertThat(read).isEqualTo(table);
        }
    }

    private static Map<String, Activity> statusesOfThePage() {
        Map<String, Activity> table = new TreeMap<>();
        Matcher row = STATUS.matcher(PAGE.text());
        while (row.find()) {
            table.put(row.group(1), Activity.valueOf(row.group(2).toUpperCase(Locale.ROOT)));
        }
        return table;
    }

    private static Map<String, Activity> statuses(FakeOkta okta) {
        OktaDirectoryProvider provider = OktaDirectoryProvider.builder(
                        okta.address().toString())
                .apiToken(() -> okta.apiToken().toCharArray())
                .http(HttpSettings.usual().withInsecureLoopback())
                .build();
        RecordingSink sink = new RecordingSink();
        provider.read(ReadRequest.of(DirectoryName.of("company"), List.of("status")), sink);
        Map<String, Activity> read = new TreeMap<>();
        for (DirectoryUser person : sink.people()) {
            String login = person.matchKey().orElseThrow();
            read.put(login.substring(0, login.indexOf('@')).toUpperCase(Locale.ROOT), person.activity());
        }
        return read;
    }

    @Test
    @DisplayName("The defaults of the page are those of the settings")
    void theDefaultsOfThePage() {
        HttpSettings usual = HttpSettings.usual();

        assertThat(PAGE.text())
                .contains(
                        "| `connect-timeout` | " + usual.connectTimeout().toSeconds() + " s |",
                        "| `response-timeout` | " + usual.responseTimeout().toSeconds() + " s |",
                        "| `total-timeout` | " + usual.totalTimeout().toHours() + " h |",
                        "| `attempts` | " + usual.attempts() + " |",
                        "| `parallel` | " + usual.parallel() + " |",
                        "| `max-response-bytes` | " + String.format(Locale.ROOT, "%,d", usual.maxResponseBytes())
                                + " |",
                        "| `max-pages` | " + String.format(Locale.ROOT, "%,d", usual.maxPages()) + " |");
    }
}

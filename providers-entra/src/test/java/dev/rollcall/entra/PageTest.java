package dev.rollcall.entra;

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
import dev.rollcall.testservers.ServerCertificate;
import dev.rollcall.testservers.TestCertificates;
import dev.rollcall.testservers.entra.FakeEntra;
import dev.rollcall.testservers.pages.Page;
import dev.rollcall.testservers.pages.Vault;
import java.io.IOException;
import java.nio.file.Files;
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
import org.junit.jupiter.api.io.TempDir;

/** The Java code of docs/entra.md is below, and does what the page says; so do the tables of clouds and of activity. */
class PageTest {

    private static final Page PAGE = Page.of("docs/entra.md");
    private static final Pattern ACTIVITY = Pattern.compile("(?m)^\\| (true|false|missing) \\| (\\w+) \\|$");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("The code of the page and that of the README is in this file")
    void theCodeOfThePageIsInThisFile() {
        List<String> page = PAGE.code("java");
        List<String> readme = Page.of("README.md").code("java", "EntraDirectoryProvider");

        assertThat(page).hasSize(3);
        assertThat(Page.notIn(PageTest.class, Stream.concat(page.stream(), readme.stream())))
                .as("the code that is not in this file")
                .isEmpty();
    }

    @Test
    @DisplayName("Building a provider and an engine connects to nothing and asks for no key")
    void buildingConnectsToNothing() throws IOException {
        InMemoryUserRepository repository = new InMemoryUserRepository();
        ServerCertificate pair = TestCertificates.shared().good();
        Files.copy(pair.certificate(), folder.resolve("entra.crt"));

        EntraDirectoryProvider provider = EntraDirectoryProvider.builder(
                        "example.org", "11111111-2222-3333-4444-555555555555")
                .certificate(
                        PemFile.certificate(folder.resolve("entra.crt")),
                        () -> PemFile.privateKey(folder.resolve("entra.key")))
                .inGroups("App Users", "id:69daa3d3-e10f-421f-9ccc-b1c586444e14")
                .matchKey("mail", "userPrincipalName")
                .guests(true)
                .build();
        SyncEngine engine = SyncEngine.builder("company", provider, repository)
                .policy(Policy.builder()
                        .field("name", ValueSource.attribute("displayName"))
                        .field("email", ValueSource.attribute("mail"))
                        .field("boss", ValueSource.attribute("manager.displayName"))
                        .build())
                .build();

        assertThat(engine.directory()).hasToString("company");
        assertThat(provider).hasToString("EntraDirectoryProvider[example.org]");
    }

    @Test
    @DisplayName("A secret is asked for in each read, and not before")
    void aSecretIsAskedForInEachRead() {
        Vault vault = new Vault();

        EntraDirectoryProvider provider = EntraDirectoryProvider.builder(
                        "example.org", "11111111-2222-3333-4444-555555555555")
                .secret(() -> vault.passwordOf("entra"))
                .cloud(EntraCloud.US_GOVERNMENT)
                .http(HttpSettings.usual().withTotalTimeout(Duration.ofMinutes(30)))
                .build();

        assertThat(provider).asString().doesNotContain("vault");
        assertThat(vault.asked()).isZero();
    }

    @Test
    @DisplayName("A validation of a cloud that is not there is a finding, not an exception (R45)")
    void aValidationIsAFinding() {
        EntraDirectoryProvider provider = EntraDirectoryProvider.builder(
                        "example.org", "11111111-2222-3333-4444-555555555555")
                .secret("s3cret-of-mine"::toCharArray)
                .endpoints("http://127.0.0.1:1", "http://127.0.0.1:1")
                .http(HttpSettings.usual().withInsecureLoopback().withAttempts(1))
                .build();
        SyncEngine engine = SyncEngine.builder("company", provider, new InMemoryUserRepository())
                .build();

        Validation found = engine.validate();

        assertThat(found.isValid()).isFalse();
        assertThat(found.toString()).contains("127.0.0.1:1").doesNotContain("s3cret");
    }

    @Test
    @DisplayName("Being enabled means what the table of the page says (R6, F72)")
    void beingEnabledMeansWhatThePageSays() {
        Map<String, Activity> table = new TreeMap<>();
        Matcher row = ACTIVITY.matcher(PAGE.text());
        while (row.find()) {
            table.put(row.group(1), Activity.valueOf(row.group(2).toUpperCase(Locale.ROOT)));
        }
        try (FakeEntra entra = FakeEntra.start()) {
            entra.person("true@" + entra.domain()).enabled(true);
            entra.person("false@" + entra.domain()).enabled(false);
            entra.person("missing@" + entra.domain()).enabled(null);

            assertThat(table).hasSize(3);
            assertThat(activities(entra)).isEqualTo(table);
        }
    }

    private static Map<String, Activity> activities(FakeEntra entra) {
        String address = entra.address().toString();
        EntraDirectoryProvider provider = EntraDirectoryProvider.builder(entra.tenant(), entra.clientId())
                .secret(() -> entra.secret().toCharArray())
                .endpoints(address, address)
                .http(HttpSettings.usual().withInsecureLoopback())
                .build();
        RecordingSink sink = new RecordingSink();
        provider.read(ReadRequest.of(DirectoryName.of("company"), List.of()), sink);
        Map<String, Activity> read = new TreeMap<>();
        for (DirectoryUser person : sink.people()) {
            String name = person.matchKey().orElseThrow();
            read.put(name.substring(0, name.indexOf('@')), person.activity());
        }
        return read;
    }

    @Test
    @DisplayName("The clouds of the page are those there are")
    void theCloudsOfThePage() {
        String page = PAGE.text();

        assertThat(EntraCloud.values())
                .allSatisfy(cloud -> assertThat(page.lines())
                        .filteredOn(line -> line.startsWith(
                                "| `" + cloud.name().toLowerCase(Locale.ROOT).replace('_', '-') + "` |"))
                        .hasSize(1)
                        .allMatch(line -> line.endsWith("| `" + cloud.login() + "` | `" + cloud.graph() + "` |")));
    }
}

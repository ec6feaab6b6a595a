package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testservers.ServerCertificate;
import dev.rollcall.testservers.TestCertificates;
import dev.rollcall.testservers.entra.FakeEntra;
import dev.rollcall.testservers.okta.FakeOkta;
import dev.rollcall.testservers.pages.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The configurations of docs/okta.md and docs/entra.md can be read, and the first of each finds people when it names a
 * stand-in.
 */
class WebDirectoryPagesTest {

    private static final Pattern KEY = Pattern.compile("^ *([a-z-]+):");

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void theFilesThatThePagesName() throws IOException {
        ServerCertificate pair = TestCertificates.shared().good();
        Files.copy(pair.key(), cli.file("okta.key"));
        Files.copy(pair.key(), cli.file("entra.key"));
        Files.copy(pair.certificate(), cli.file("entra.crt"));
    }

    /** What is in YAML on a page: first a whole file, then parts of the directory in it. */
    private static List<String> yaml(String page) {
        return Page.of("docs/" + page).code("yaml");
    }

    /** The file with a part in it, in place of the line that begins with a key. */
    private static String with(String file, String key, String part) {
        String replaced = file.replaceFirst("(?m)^ {6}" + key + ":.*\\n", Matcher.quoteReplacement(part));
        assertThat(replaced).as(key).isNotEqualTo(file);
        return replaced;
    }

    private static String key(String part) {
        Matcher key = KEY.matcher(part);
        assertThat(key.find()).isTrue();
        return key.group(1);
    }

    @Test
    @DisplayName("What okta.md has in YAML can be read")
    void okta() {
        List<String> blocks = yaml("okta.md");
        cli.variable("OKTA_TOKEN", "t0ken");

        cli.config(blocks.get(0)).run("accounts").expect(ExitCode.OK); // which asks nobody
        assertThat(blocks.subList(1, blocks.size())).hasSize(1).allSatisfy(part -> {
            assertThat(key(part)).isEqualTo("service-app");
            cli.config(with(blocks.get(0), "api-token", part)).run("accounts").expect(ExitCode.OK);
        });
    }

    @Test
    @DisplayName("The first configuration of okta.md finds people when it names a stand-in")
    void theFirstOfOkta() {
        try (FakeOkta okta = FakeOkta.start()) {
            okta.group("App Users").add(okta.person("ada.lovelace@example.org"));
            cli.variable("OKTA_TOKEN", okta.apiToken());
            cli.config(with(
                    yaml("okta.md").get(0),
                    "org",
                    "      org: " + okta.address() + "\n      http: {insecure-loopback: true}\n"));

            assertThat(cli.run("validate").expect(ExitCode.OK).out()).contains("App Users");
            assertThat(cli.run("plan").expect(ExitCode.OK).out()).contains("ada.lovelace@example.org", "Ada Lovelace");
        }
    }

    @Test
    @DisplayName("What entra.md has in YAML can be read")
    void entra() {
        List<String> blocks = yaml("entra.md");
        cli.variable("ENTRA_SECRET", "s3cret");

        cli.config(blocks.get(0)).run("accounts").expect(ExitCode.OK); // which asks nobody
        assertThat(blocks.subList(1, blocks.size())).hasSize(2).allSatisfy(part -> {
            String inPlaceOf = key(part).equals("certificate") ? "secret" : "in-groups";
            cli.config(with(blocks.get(0), inPlaceOf, part)).run("accounts").expect(ExitCode.OK);
        });
    }

    @Test
    @DisplayName("The first configuration of entra.md finds people when it names a stand-in")
    void theFirstOfEntra() {
        try (FakeEntra entra = FakeEntra.start()) {
            entra.group("App Users").add(entra.person("ada@" + entra.domain()));
            cli.variable("ENTRA_SECRET", entra.secret());
            String yaml = with(yaml("entra.md").get(0), "tenant", "      tenant: " + entra.tenant() + "\n");
            cli.config(with(
                    yaml,
                    "client-id",
                    "      client-id: " + entra.clientId() + "\n      endpoints: {login: '" + entra.address()
                            + "', graph: '" + entra.address() + "'}\n      http: {insecure-loopback: true}\n"));

            assertThat(cli.run("validate").expect(ExitCode.OK).out()).contains("App Users");
            assertThat(cli.run("plan").expect(ExitCode.OK).out()).contains("ada@" + entra.domain());
        }
    }
}

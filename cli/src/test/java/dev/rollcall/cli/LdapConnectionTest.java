package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testservers.ClosedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The keys of an LDAP directory that say how to get in, how a command ends that does not, and where the password is
 * not.
 */
@Tag("slow")
class LdapConnectionTest {

    @RegisterExtension
    static final LdapServer SERVER = new LdapServer();

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void theSecretsAreInTheEnvironment() {
        cli.variable(LdapServer.VARIABLE, LdapServer.PASSWORD).variable("STORE_PASSWORD", LdapServer.STORE_PASSWORD);
    }

    /** By TLS from the first byte. */
    private static String ldaps(String... keys) {
        return SERVER.config(keys)
                .replace("security: insecure", "security: ldaps")
                .replaceFirst(":" + SERVER.port() + "\"", ":" + SERVER.tlsPort() + "\"");
    }

    private Cli.Ended plan(String yaml) {
        return cli.config(yaml).run("plan");
    }

    @Test
    @DisplayName("Trust is a PEM file or a key store, and the name of the certificate can be said (F120)")
    void trust() {
        String name = "certificate-name: " + LdapServer.CERTIFIED_NAME;
        String pem = "trust: {pem: " + SERVER.pem() + "}";
        String store = "trust: {key-store: " + SERVER.keyStore() + ", password: {env: STORE_PASSWORD}}";

        plan(ldaps(name, pem)).expect(ExitCode.OK);
        plan(ldaps(name, pem).replace("\n      security: ldaps", "")).expect(ExitCode.OK);
        plan(ldaps(name, store)).expect(ExitCode.OK);
        plan(SERVER.config(name, pem).replace("insecure", "starttls")).expect(ExitCode.OK);
        assertThat(plan(ldaps(pem)).expect(ExitCode.FAILED_CONFIGURATION).err()).contains(LdapServer.CERTIFIED_NAME);
        assertThat(plan(ldaps(name)).expect(ExitCode.FAILED_CONFIGURATION).err())
                .contains("signed by itself");
        plan(ldaps(name, "trust: {pem: nowhere.pem}")).expect(ExitCode.FAILED_CONFIGURATION);
        cli.variable("STORE_PASSWORD", "wr0ng-s3cr3t");
        assertThat(plan(ldaps(name, store))
                        .expect(ExitCode.FAILED_CONFIGURATION)
                        .all())
                .doesNotContain("s3cr3t");
    }

    @Test
    @DisplayName("The first server that answers is read")
    void servers() {
        try (ClosedPort port = ClosedPort.open()) {
            String closed = "127.0.0.1:" + port.number();
            String first = SERVER.config()
                    .replaceFirst("servers: (\"127\\.0\\.0\\.1:)", "servers: [\"" + closed + "\", $1")
                    .replaceFirst("(servers: \\[.*)", "$1]");

            assertThat(first).contains("[\"" + closed + "\", \"127.0.0.1:" + SERVER.port() + "\"]");
            plan(first).expect(ExitCode.OK);
            assertThat(plan(first.replaceFirst(", \"127[^]]*", ""))
                            .expect(ExitCode.FAILED_DIRECTORY_UNAVAILABLE)
                            .err())
                    .contains(closed);
        }
    }

    @Test
    @DisplayName("Whoever wants to read without an account says so, and reads what nobody may see")
    void anonymous() {
        String yaml = SERVER.config().replaceFirst("account: .*", "anonymous: true");

        assertThat(plan(yaml).expect(ExitCode.OK).out()).contains("ann");
    }

    @Test
    @DisplayName("A password that is refused ends with its own code, and is tried once")
    void aPasswordThatIsRefused() {
        cli.variable(LdapServer.VARIABLE, "wr0ng-s3cr3t").config(SERVER.config());

        assertThat(cli.run("sync").expect(ExitCode.FAILED_CREDENTIALS).all()).contains("result code 49");
        assertThat(cli.run("plan").expect(ExitCode.FAILED_CREDENTIALS).all()).doesNotContain("s3cr3t");
        assertThat(cli.run("validate").expect(ExitCode.INVALID).all()).doesNotContain("s3cr3t");
        assertThat(cli.column("select login from app_user")).isEmpty();
    }

    @Test
    @DisplayName("A password that is not there is a fault of the configuration, and nothing is connected to")
    void aPasswordThatIsNotThere() {
        String yaml = SERVER.config().replace("env: " + LdapServer.VARIABLE, "env: NOT_SET");

        assertThat(plan(yaml).expect(ExitCode.CONFIGURATION).err()).contains("rollcall.yaml:", "account.password");
        assertThat(ExitCode.CONFIGURATION.code()).isEqualTo(3);
    }

    @Test
    @DisplayName("A password in a file is read without its line end")
    void aPasswordInAFile() {
        cli.write("directory.password", LdapServer.PASSWORD + "\n");

        plan(SERVER.config().replace("env: " + LdapServer.VARIABLE, "file: directory.password"))
                .expect(ExitCode.OK);
    }

    @ParameterizedTest
    @DisplayName("A server that is silent is given up after the time that its key says (F67)")
    @CsvSource({"ldaps, connect-timeout", "insecure, bind-timeout", "insecure, total-timeout"})
    void aServerThatIsSilent(String security, String key) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String yaml = SERVER.config(key + ": PT0.3S")
                    .replace(":" + SERVER.port() + "\"", ":" + silent.getLocalPort() + "\"")
                    .replace("insecure", security);

            assertThat(plan(yaml).code())
                    .isIn(ExitCode.FAILED_DIRECTORY_UNAVAILABLE.code(), ExitCode.FAILED_DEADLINE.code());
        }
    }

    @Test
    @DisplayName("A server that is silent in the middle of a read is given up after the response time (F67)")
    void aServerThatIsSilentInTheMiddle() {
        cli.config(SERVER.config("response-timeout: PT0.3S"));

        SERVER.silentDuring(() -> cli.run("plan").expect(ExitCode.FAILED_DIRECTORY_UNAVAILABLE));
    }

    @Test
    @DisplayName("An entry that is larger than allowed ends the read (F124)")
    void anEntryThatIsTooLarge() {
        String people = "people-filter: (objectClass=machine)";
        String large = "max-entry-bytes: ";

        plan(described(SERVER.config(people, large + 3_000))).expect(ExitCode.OK);
        assertThat(plan(described(SERVER.config(people, large + 1_000))).code())
                .isIn(ExitCode.FAILED_DIRECTORY_UNAVAILABLE.code(), ExitCode.FAILED_SNAPSHOT_INCOMPLETE.code());
    }

    /** Reads the one attribute that is long. */
    private static String described(String yaml) {
        return yaml.replace("name: l\n", "name: description\n");
    }

    @ParameterizedTest
    @DisplayName("No command prints the password, nor its base 64, nor keeps it anywhere (F122)")
    @ValueSource(
            strings = {
                "validate",
                "plan",
                "plan --json",
                "sync",
                "sync --json",
                "explain ann",
                "accounts -f json",
                "account block nobody",
                "audit",
                "runs",
                "sync --nonsense"
            })
    void noCommandPrintsIt(String command) throws IOException {
        cli.config("audit-json-lines: audit.jsonl\n" + SERVER.config());
        String base64 = Base64.getEncoder().encodeToString(LdapServer.PASSWORD.getBytes(StandardCharsets.UTF_8));

        String all = cli.run((command + " --verbose").split(" ")).all();
        cli.variable(LdapServer.VARIABLE, "wr0ng-" + LdapServer.PASSWORD);
        all += cli.run((command + " --verbose").split(" ")).all();

        assertThat(all).isNotEmpty().doesNotContain(LdapServer.PASSWORD, "s3cr3t", base64);
        assertThat(cli.everything().toString()).doesNotContain("s3cr3t");
        if (Files.exists(cli.file("audit.jsonl"))) {
            assertThat(Files.readString(cli.file("audit.jsonl"))).doesNotContain("s3cr3t");
        }
    }
}

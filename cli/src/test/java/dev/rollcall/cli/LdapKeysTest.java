package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Each key of an LDAP directory that says who is read, and what of them, does what it says. */
@Tag("slow")
class LdapKeysTest {

    private static final String GROUPS = "ou=groups,dc=example,dc=org";

    @RegisterExtension
    static final LdapServer SERVER = new LdapServer();

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void thePasswordIsInTheEnvironment() {
        cli.variable(LdapServer.VARIABLE, LdapServer.PASSWORD);
    }

    private JsonNode steps(String... keys) {
        return cli.config(SERVER.config(keys))
                .run("plan", "--json")
                .expect(ExitCode.OK)
                .json()
                .get("steps");
    }

    private List<String> created(String... keys) {
        List<String> names = new ArrayList<>();
        steps(keys).forEach(step -> {
            if ("CREATE".equals(step.get("kind").asString())) {
                names.add(step.get("subject").get("username").asString());
            }
        });
        return names.stream().sorted().toList();
    }

    @ParameterizedTest
    @DisplayName("Each key that says who is in scope decides who gets an account")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        nesting: expanded                                           | ann bob cid gus
        in-groups: "cn=app,GROUPS"                                  | ann bob cid
        in-groups: "CN=Sales, OU=Groups, DC=Example, DC=org"        | bob cid
        in-groups: ["cn=team,GROUPS", "cn=crew,GROUPS"]; group-filter: (cn=*) | ann cid
        in-units: ou=guests,dc=example,dc=org                       | gus
        except-units: ou=guests,dc=example,dc=org                   | ann bob cid
        in-groups: "cn=sales,GROUPS"; in-units: ou=guests,dc=example,dc=org | bob cid gus
        in-groups: "cn=sales,GROUPS"; in-units: ou=people,dc=example,dc=org; groups-and-units: true | bob cid
        in-groups: "cn=app,GROUPS"; nesting: off                    | ann
        in-groups: "cn=app,GROUPS"; nesting: expanded               | ann bob cid
        in-groups: "cn=app,GROUPS"; membership: person-attribute    | ann
        in-groups: "cn=app,GROUPS"; membership-attribute: uniqueMember | gus
        in-groups: "cn=unix,GROUPS"; membership: group-login-names  | ann
        in-groups: "cn=unix,GROUPS"; membership: group-login-names; login-attribute: mail; dangling-members: ignore | bob
        in-groups: "cn=crew,GROUPS"; group-filter: (objectClass=crew) | ann
        in-groups: "cn=old,GROUPS"; dangling-members: ignore        | ann
        people-filter: (objectClass=guest)                          | gus
        filter: (l=Graz)                                            | ann cid gus
        filter: (&(l=Graz)(!(state=gone)))                          | ann gus
        match-key: mail                                             | ann@example.org bob@example.org cid@example.org gus@example.org
        match-key: dn; filter: (uid=gus)                            | uid=gus,ou=guests,dc=example,dc=org
        activity: everybody                                         | ann bob cid gus
        activity: ns-account-lock                                   | ann cid gus
        activity: {attribute: state, active-words: here, inactive-words: [gone, away]} | ann bob gus
        """)
    void whoIsInScope(String keys, String expected) {
        assertThat(created(keys.replace("GROUPS", GROUPS).split("; "))).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @DisplayName("The external id is the one that the key names")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        entryUUID                                    | [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}
        {attribute: employeeNumber}                  | E-1
        {attribute: entryUUID, form: text}           | [0-9a-f-]{36}
        dn                                           | uid=ann,ou=people,dc=example,dc=org
        """)
    void theExternalId(String id, String expected) {
        JsonNode ann = steps("filter: (uid=ann)", "external-id: " + id).get(0);

        assertThat(ann.get("subject").get("externalId").asString()).matches(expected);
    }

    @Test
    @DisplayName("An attribute that was named as binary comes in base 64")
    void binary() {
        String yaml = SERVER.config("filter: (uid=ann)", "binary: [pager]").replace("name: l\n", "name: pager\n");

        assertThat(cli.config(yaml).run("plan").expect(ExitCode.OK).out()).contains("'MTI='");
    }

    @Test
    @DisplayName("Pages are as large as said, or left out")
    void pages() {
        SERVER.pageSizes();

        assertThat(created("page-size: 3")).hasSize(4);
        assertThat(SERVER.pageSizes()).contains(3).doesNotContain(1000);
        assertThat(created("without-pages: true")).hasSize(4);
        assertThat(SERVER.pageSizes()).containsOnly(0);
        assertThat(created()).hasSize(4);
        assertThat(SERVER.pageSizes()).contains(1000);
    }

    @ParameterizedTest
    @DisplayName("A limit that is reached makes the read incomplete, and nothing is written (R1)")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        max-entries: 3                                       | more than 3 entries
        in-groups: "cn=app,GROUPS"; max-nesting-depth: 1     | more than 1 levels
        """)
    void limits(String keys, String said) {
        cli.config(SERVER.config(keys.replace("GROUPS", GROUPS).split("; ")));

        assertThat(cli.run("sync").expect(ExitCode.FAILED_SNAPSHOT_INCOMPLETE).out())
                .contains(said);
        assertThat(cli.column("select login from app_user")).isEmpty();
    }

    @Test
    @DisplayName("A member that nothing is found under keeps everybody from being removed, unless told otherwise (R5)")
    void danglingMembers() {
        String group = "in-groups: \"cn=old," + GROUPS + "\"";

        cli.config(SERVER.config(group)).run("sync").expect(ExitCode.COMPLETED_WITHOUT_REMOVALS);
        cli.config(SERVER.config(group, "dangling-members: hold-removals"))
                .run("sync")
                .expect(ExitCode.COMPLETED_WITHOUT_REMOVALS);
        cli.config(SERVER.config(group, "dangling-members: ignore")).run("sync").expect(ExitCode.OK);
    }

    @Test
    @DisplayName("The memory of chosen groups is kept beside the configuration")
    void memoryFile() throws IOException {
        String group = "cn=app," + GROUPS;
        cli.config(SERVER.config("in-groups: \"" + group + "\"", "memory-file: groups.txt"));

        cli.run("sync").expect(ExitCode.OK);

        assertThat(Files.readAllLines(cli.file("groups.txt"))).hasSize(1).allMatch(line -> line.endsWith("\t" + group));
    }

    @Test
    @DisplayName("A group that is not there ends a sync before anybody is read (R3)")
    void aGroupThatIsNotThere() {
        String group = "cn=nobody," + GROUPS;
        cli.config(SERVER.config("in-groups: \"" + group + "\""));

        assertThat(cli.run("sync").expect(ExitCode.FAILED_CONFIGURATION).out()).contains(group);
        assertThat(cli.run("plan").expect(ExitCode.FAILED_CONFIGURATION).err()).contains(group);
        assertThat(cli.run("validate").expect(ExitCode.INVALID).out()).contains(group);
    }

    @Test
    @DisplayName("The first configuration of the page can be read, and finds people when it names this server")
    void theConfigurationOfThePage() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "ldap.md"));
        int begin = page.indexOf("```yaml", page.indexOf("<!-- checked: first -->")) + "```yaml".length();
        String yaml = page.substring(begin, page.indexOf("```", begin));
        cli.config(yaml).variable("AD_PASSWORD", LdapServer.PASSWORD);

        cli.run("accounts").expect(ExitCode.OK); // which asks no server
        cli.config(yaml.replace("preset: active-directory", "preset: generic\n      security: insecure")
                .replace("dc1.example.org", "127.0.0.1:" + SERVER.port())
                .replaceFirst("trust: .*", "match-key: uid")
                .replace("rollcall@example.org", LdapServer.READER)
                .replace("name: " + LdapServer.READER, "name: \"" + LdapServer.READER + "\"")
                .replace("OU=Groups", GROUPS.substring(0, GROUPS.indexOf(',')))
                .replace("App Users", "App"));
        assertThat(cli.run("plan").expect(ExitCode.OK).out()).contains("ann", "bob", "cid");
    }

    @Test
    @DisplayName("A validation counts people, and writes nothing (R45)")
    void aValidationCounts() {
        cli.config(SERVER.config("in-groups: \"cn=app," + GROUPS + "\""));
        var before = cli.everything();

        assertThat(cli.run("validate").expect(ExitCode.OK).out()).contains("cn=app," + GROUPS, "3 people");
        assertThat(cli.everything()).isEqualTo(before);
    }

    @Test
    @DisplayName("A sync creates accounts, and a second one changes nothing (R35)")
    void aSync() {
        cli.config(SERVER.config("filter: (!(uid=gus))"));

        cli.run("sync").expect(ExitCode.OK);
        List<List<String>> accounts = cli.query("select login, name, email from app_user order by login");
        cli.run("sync").expect(ExitCode.OK);

        assertThat(accounts)
                .containsExactly(
                        List.of("ann", "Graz", "ann@example.org"),
                        List.of("bob", "Linz", "bob@example.org"),
                        List.of("cid", "Graz", "cid@example.org"));
        assertThat(cli.query("select login, name, email from app_user order by login"))
                .isEqualTo(accounts);
        assertThat(cli.run("explain", "ann").expect(ExitCode.OK).out()).contains("ann");
    }
}

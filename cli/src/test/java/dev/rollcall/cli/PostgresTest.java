package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same over PostgreSQL. */
@Tag("slow")
class PostgresTest {

    private static EmbeddedPostgres server;

    @RegisterExtension
    final Cli cli = Cli.bare();

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(3))
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private Cli database(String name, String schema) {
        return cli.config(Cli.USUAL.replace(
                "file: app",
                "url: jdbc:postgresql://localhost:" + server.getPort() + "/" + name + "\n  user: postgres\n  schema: "
                        + schema));
    }

    @Test
    void aWholeStory() {
        database("postgres", "sync").people("1;ann;Ann;ann@example.org;yes", "2;bob;Bob;;yes");
        cli.execute("create schema sync");
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        assertThat(cli.run("validate").expect(ExitCode.OK).out()).contains("jdbc:postgresql://localhost:");
        assertThat(cli.run("plan").expect(ExitCode.OK).out()).contains("New accounts: 2");

        cli.run("sync", "--by", "jane").expect(ExitCode.OK);
        cli.people("1;anna;Ann;anna@example.org;yes");
        cli.run("sync").expect(ExitCode.OK);

        assertThat(cli.query("select login, status, block_reason, email from app_user order by login"))
                .containsExactly(
                        List.of("anna", "ACTIVE", "null", "anna@example.org"),
                        List.of("bob", "BLOCKED", "REMOVED_FROM_SCOPE", "null"));
        assertThat(cli.run("runs", "--json").json().size()).isEqualTo(2);
        assertThat(cli.run("audit", "-f", "csv").expect(ExitCode.OK).lines()).hasSizeGreaterThan(6);
        assertThat(cli.run("accounts").expect(ExitCode.OK).out()).contains("2 accounts");
        assertThat(cli.column("select count(*) from sync.rollcall_run")).containsExactly("2");
    }

    @Test
    void whatIsPrintedMakesTheTables() {
        database("template1", "public");
        cli.execute(cli.run("tables", "--users").expect(ExitCode.OK).out());

        cli.people("1;ann;Ann;;yes").run("sync").expect(ExitCode.OK);
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        Cli.Ended ended = database("nowhere", "public").run("plan").expect(ExitCode.CONFIGURATION);

        assertThat(ended.err()).contains("there is no such database: jdbc:postgresql://localhost:", "/nowhere");
    }

    @Test
    void aSchemaThatIsNotThereIsToldAndNoFault() {
        Cli.Ended ended =
                database("postgres", "nowhere").run("tables", "--create").expect(ExitCode.FAILED_REPOSITORY_DOWN);

        assertThat(ended.err()).contains("SQL state 3F000");
    }

    @Test
    void aServerThatFreezesInTheMiddleEndsTheRun() throws IOException {
        database("postgres", "public").people("1;ann;Ann;;yes");
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        try (FreezingProxy proxy = new FreezingProxy(server.getPort(), "\"app_user\"")) {
            cli.config(Cli.USUAL.replace(
                    "file: app",
                    "url: jdbc:postgresql://localhost:" + proxy.port()
                            + "/postgres?socketTimeout=5\n  user: postgres"));

            cli.run("sync").expect(ExitCode.FAILED_REPOSITORY_DOWN);

            assertThat(proxy.isFrozen()).isTrue();
        }
    }
}

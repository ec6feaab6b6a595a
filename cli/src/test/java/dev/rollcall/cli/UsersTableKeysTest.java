package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each key of the users table does what it says. */
class UsersTableKeysTest {

    private static final String YAML = """
        database:
          file: app
          schema: SYNC
        users:
          table: PEOPLE
          schema: HOST
          id: user_id
          username: nick
          username-key: nick_key
          status: {column: enabled, active: true, blocked: false}
          own-columns:
            owner: dir
            external-id: dir_id
            former-owner: dir_before
            block-reason: why
            blocked-since: since
            absent-since: missed
          host-keeps-block-reason: true
          fields:
            name: display_name
            email: mail
          on-create: {tenant: 7, theme: light, beta: true, code: "007"}
          new-id: uuid
        """ + Cli.USUAL.substring(Cli.USUAL.indexOf("directories:"));

    @RegisterExtension
    final Cli cli = Cli.bare();

    @BeforeEach
    void aTableOfAnotherShape() {
        cli.config(YAML).people("1;ann;Ann;ann@example.org;yes", "2;bob;Bob;bob@example.org;yes");
        cli.execute("create schema host; create schema sync");
    }

    @Test
    void accountsAreInTheColumnsNamed() {
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        cli.run("sync").expect(ExitCode.OK);

        cli.people("1;Anna;Ann;ann@example.org;yes");
        cli.run("sync").expect(ExitCode.OK);

        assertThat(cli.query("select nick, nick_key, enabled, dir, dir_id, dir_before, why, display_name, mail"
                        + " from host.people order by nick"))
                .containsExactly(
                        List.of("Anna", "anna", "TRUE", "staff", "1", "null", "null", "Ann", "ann@example.org"),
                        List.of(
                                "bob",
                                "bob",
                                "FALSE",
                                "staff",
                                "2",
                                "null",
                                "REMOVED_FROM_SCOPE",
                                "Bob",
                                "bob@example.org"));
        assertThat(cli.column("select count(*) from sync.rollcall_run")).containsExactly("2");
    }

    @Test
    void newAccountsHaveAnIdAndWhatTheHostAsksFor() {
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        cli.run("sync").expect(ExitCode.OK);

        assertThat(cli.query("select distinct tenant, theme, beta, code from host.people"))
                .containsExactly(List.of("7", "light", "TRUE", "007"));
        assertThat(cli.column("select user_id from host.people"))
                .hasSize(2)
                .allSatisfy(id -> assertThat(UUID.fromString(id)).isNotNull());
    }

    @Test
    void aTableThatDoesNotKeepItsPromiseIsRefusedWithoutTheKey() {
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        cli.execute("create table host.bare as select * from host.people");
        cli.execute("alter table host.bare alter column user_id set not null");
        cli.execute("alter table host.bare add primary key (user_id)");
        cli.execute("alter table host.bare alter column enabled set not null");
        cli.execute("alter table host.bare alter column nick_key set not null");
        cli.execute("alter table host.bare add unique (nick_key)");
        cli.execute("alter table host.bare add unique (dir, dir_id)");
        String bare = YAML.replace("table: PEOPLE", "table: BARE");

        cli.config(bare).run("sync").expect(ExitCode.OK);
        assertThat(cli.config(bare.replace("  host-keeps-block-reason: true\n", ""))
                        .run("sync")
                        .expect(ExitCode.CONFIGURATION)
                        .err())
                .contains("\"WHY\"");
    }

    @Test
    void aListOfFieldsHasColumnsOfTheirNames() {
        cli.config(YAML.replace("  fields:\n    name: display_name\n    email: mail\n", "  fields: [name, email]\n"));
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        cli.run("sync").expect(ExitCode.OK);

        assertThat(cli.column("select name from host.people order by name")).containsExactly("Ann", "Bob");
    }
}

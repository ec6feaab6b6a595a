package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tables that Rollcall needs. */
class TablesCommandTest {

    @RegisterExtension
    final Cli cli = Cli.bare();

    private long tables() {
        return cli.column("select table_name from information_schema.tables where table_name like 'ROLLCALL%'"
                        + " or table_name = 'APP_USER'")
                .size();
    }

    @Test
    void printedTheyAreNotMade() {
        cli.keepOpen();
        String sql = cli.run("tables", "--users").expect(ExitCode.OK).out();

        assertThat(sql)
                .contains("create table if not exists rollcall_lock", "rollcall_audit")
                .containsIgnoringCase("create table if not exists \"APP_USER\"");
        assertThat(tables()).isZero();
    }

    @Test
    void theUsersTableIsTheHosts() {
        cli.run("tables", "--create").expect(ExitCode.OK);

        assertThat(cli.column("select table_name from information_schema.tables where table_name = 'APP_USER'"))
                .isEmpty();
        assertThat(tables()).isGreaterThan(8);
    }

    @Test
    void madeTwiceTheyAreThereOnce() {
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        cli.people("1;ann;Ann;;yes").run("sync").expect(ExitCode.OK);

        Cli.Ended ended = cli.run("tables", "--create", "--users").expect(ExitCode.OK);

        assertThat(ended.out()).contains("it is left as it is", "The tables are there.");
        assertThat(cli.column("select login from app_user")).containsExactly("ann");
    }

    @Test
    void whatIsPrintedMakesThem() {
        cli.keepOpen();
        String sql = cli.run("tables", "--users").expect(ExitCode.OK).out();

        cli.execute(sql);

        cli.people("1;ann;Ann;;yes").run("sync").expect(ExitCode.OK);
    }

    @Test
    void inAWindowTheStatementsAreStillWhole() {
        cli.keepOpen();
        String sql =
                cli.terminal(60).run("tables", "--users").expect(ExitCode.OK).out();

        cli.execute(sql);

        cli.people("1;ann;Ann;;yes").run("sync").expect(ExitCode.OK);
    }

    @Test
    void aUsersTableThatIsThereIsLeftAsItIs() {
        cli.run("tables", "--create").expect(ExitCode.OK);
        cli.execute("create table app_user (something integer)");

        Cli.Ended ended = cli.run("tables", "--create", "--users").expect(ExitCode.OK);

        assertThat(ended.out()).contains("There is a users table of this name");
        assertThat(cli.column("select count(*) from information_schema.indexes where table_name = 'APP_USER'"))
                .containsExactly("0");
    }

    @Test
    void keysAreFilledAlone() {
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        cli.execute("insert into app_user (login, login_key, status) values ('Ann', 'wrong', 'ACTIVE')");

        cli.run("tables", "--fill-keys", "--create").expect(ExitCode.USAGE);
        assertThat(cli.run("tables", "--fill-keys").expect(ExitCode.OK).out()).startsWith("1 accounts");

        assertThat(cli.column("select login_key from app_user")).containsExactly("ann");
    }

    @Test
    void aUsersTableWithoutColumnsForAllHasASideTable() {
        cli.config(Cli.USUAL.replace("  own-columns: usual\n", "")).people("1;ann;Ann;;yes");
        cli.run("tables", "--create", "--users", "--side-table").expect(ExitCode.OK);

        cli.run("sync").expect(ExitCode.OK);

        assertThat(cli.column("select external_id from rollcall_account")).containsExactly("1");
    }

    @Test
    void aSideTableIsPrintedForTheUsersTableThatIsThere() {
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);

        assertThat(cli.run("tables", "--side-table").expect(ExitCode.OK).out()).contains("rollcall_account");
    }

    @Test
    void withoutTablesACommandSaysHowToMakeThem() {
        Cli.Ended ended = cli.run("sync").expect(ExitCode.CONFIGURATION);

        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("rollcall: ").contains("rollcall.yaml", "rollcall tables --create");
    }
}

package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.RepositoryException;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rollcall's own tables and the side table: what is said where one of them, or a row, is missing. */
@Tag("slow")
class OwnTablesTest extends UserTableChecks {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aTableWithoutColumnsForEverythingNeedsTheSideTable(TestDatabase.Kind kind) {
        open(kind, users(ID + NAME + STATUS));

        assertError(plain(), "the side table is not there", "createsidetable(...)");
        rollcall().createSideTable(plain().build());
        rollcall().createSideTable(plain().build());
        rollcall().createTables();
        assertThat(users(plain()).activeAccounts()).isZero();
        assertThat(rollcall().sideTableDdl(plain().build())).doesNotContain("rollcall_status_key");

        database.execute(
                "drop table rollcall_account",
                "create table rollcall_account (account_id bigint primary key references users (id), owner varchar(9),"
                        + " external_id varchar(9), former_owner varchar(9), block_reason varchar(9),"
                        + " blocked_since timestamp with time zone,"
                        + " status_witness_id bigint, status_witness varchar(20),"
                        + " absent_since timestamp with time zone, unique (external_id, owner))");
        assertError(plain(), "the side table has no foreign key (status_witness_id, status_witness)");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aSideTableForATableThatDoesNotFitIsNotCreated(TestDatabase.Kind kind) {
        open(kind, users(ID + NAME + STATUS));

        assertThatExceptionOfType(JdbcConfigurationException.class)
                .isThrownBy(() -> rollcall().createSideTable(plain().id("key").build()))
                .withMessageContaining("there is no column key for the id");
        assertThatExceptionOfType(JdbcConfigurationException.class)
                .isThrownBy(() -> rollcall().fillUsernameKeys(plain().build()))
                .withMessageContaining("usernameKey");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tablesOfRollcallsOwnThatAreMissingAreNamed(TestDatabase.Kind kind) {
        database = kind.open();
        database.execute(users(ID + NAME + STATUS + ", " + OWN + CHECK));
        RollcallDatabase rollcall = rollcall();

        assertThatExceptionOfType(JdbcConfigurationException.class)
                .isThrownBy(() -> rollcall.users(own().build()))
                .withMessageContaining("rollcall_host")
                .withMessageContaining("rollcall_lock")
                .withMessageContaining("createTables()");
        rollcall.createTables();
        for (String table : rollcall()
                .ddl()
                .lines()
                .filter(line -> line.startsWith("create table"))
                .map(line -> line.replaceAll(".*exists ([a-z_]+) .*", "$1"))
                .toList()) {
            database.execute("drop table " + table + " cascade");
            assertThatExceptionOfType(JdbcConfigurationException.class)
                    .as(table)
                    .isThrownBy(rollcall::journal)
                    .withMessageContaining("[" + table + "]");
            rollcall.createTables();
        }
        rollcall.createTables();
        assertThat(rollcall.users(own().build()).activeAccounts()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void aRowThatSeatsAreCountedUnderAndThatIsGoneIsSaid(TestDatabase.Kind kind, UsersLayout layout) {
        try (HostDatabase host = HostDatabase.open(kind, layout, "delete from rollcall_host")) {
            assertThatExceptionOfType(RepositoryException.class)
                    .isThrownBy(() -> host.apply(Writes.create(Writes.STAFF, "ann", Map.of(), OptionalLong.of(5))))
                    .withMessageContaining("rollcall_host");
        }
    }
}

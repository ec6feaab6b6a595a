package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.RepositoryException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the columns of a users table have to be like, and what is said where they are not. */
@Tag("slow")
class ColumnTypesTest extends UserTableChecks {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void allThatIsWrongIsSaidAtOnce(TestDatabase.Kind kind) {
        open(kind, users("id bigint, nick varchar(10), state varchar(10), salary numeric(10, 2), x date not null"));

        assertThat(errors(own().username("login")
                        .status("state", 1, true)
                        .field("nick")
                        .field("pay", "salary")
                        .onCreate("y", 1)))
                .hasSizeGreaterThan(12)
                .anySatisfy(
                        error -> assertThat(error).contains("there is no column login for the username; the table has"))
                .anySatisfy(error -> assertThat(error).contains("there is no column owner for the owner"))
                .anySatisfy(error -> assertThat(error).contains("there is no column block_reason"))
                .anySatisfy(error -> assertThat(error).contains("column salary, for the field 'pay', is a numeric"))
                .anySatisfy(error -> assertThat(error).contains("there is no column y for the value on creation"))
                .anySatisfy(error -> assertThat(error).contains("column x must have a value (not null)"))
                .anySatisfy(error -> assertThat(error).contains("column id is not unique by itself"))
                .anySatisfy(error -> assertThat(error).contains("column id is not filled by the database"))
                .anySatisfy(error -> assertThat(error).contains("the status value 1 is a integer"))
                .anySatisfy(error -> assertThat(error).contains("the status value true is a boolean"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aStatusIsATextANumberABooleanOrAnEnumeration(TestDatabase.Kind kind) {
        open(kind, users(ID + NAME + "status varchar(20), " + OWN + CHECK));
        assertError(own(), "column status, for the status, may be null");
        open(kind, users(ID + NAME + "status date not null"));
        assertThat(errors(plain()))
                .anySatisfy(error -> assertThat(error)
                        .contains("column status is a date; a status is a text, a whole number, a boolean"));

        open(kind, users(ID + NAME + STATUS + ", " + OWN + CHECK));
        assertError(own().status("status", "ACTIVE", "ACTIVE"), "the same status value");
        assertError(own().status("status", true, "BLOCKED"), "the status value true is a boolean");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void statusesOfEveryTypeWorkWithTheSideTable(TestDatabase.Kind kind) {
        boolean h2 = kind == TestDatabase.Kind.H2_MEMORY;
        open(kind);
        database.execute(h2 ? "select 1" : "create type \"State of 'it'\" as enum ('it''s on', 'off')");
        String enumeration = h2 ? "enum ('it''s on', 'off')" : "\"State of 'it'\"";
        record Case(String type, Object active, Object blocked) {}
        for (Case each : List.of(
                new Case("smallint", 1, 0),
                new Case("bigint", 9_000_000_000L, -1),
                new Case("boolean", true, false),
                new Case("boolean", false, true),
                new Case("char(8)", "on", "off"),
                new Case("varchar(8)", "", "off"),
                new Case(enumeration, "it's on", "off"))) {
            database.execute("drop table if exists rollcall_account", "drop table if exists users");
            database.execute(users(ID + NAME + "status " + each.type + " not null"), "delete from rollcall_audit");
            UserTable table =
                    plain().status("status", each.active, each.blocked).build();
            rollcall().createSideTable(table);
            HostDatabase host = HostDatabase.over(database, table);

            assertServes(host);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void columnsForWhatRollcallKeepsAreTextsAndMomentsThatMayBeEmpty(TestDatabase.Kind kind) {
        open(
                kind,
                users(ID + NAME + STATUS
                        + ", owner varchar(10) not null, external_id integer, former_owner varchar(10),"
                        + " block_reason varchar(20), blocked_since timestamp, absent_since varchar(20)" + CHECK));

        assertThat(errors(own()))
                .hasSize(4)
                .anySatisfy(error -> assertThat(error).contains("column owner must be nullable"))
                .anySatisfy(error -> assertThat(error).contains("column external_id is a int", "it must be a text"))
                .anySatisfy(error -> assertThat(error)
                        .contains("column blocked_since is a timestamp; a moment needs a timestamp with time zone"))
                .anySatisfy(error -> assertThat(error).contains("column absent_since is a ", "time zone"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aColumnHasOneMeaning(TestDatabase.Kind kind) {
        open(kind, users(ID + NAME + STATUS + ", " + OWN + CHECK));

        assertError(own().field("login", "username"), "column username is named twice, once for the field 'login'");
        assertError(own().onCreate("STATUS", "X"), "column status is named twice, once for the value on creation");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aComputedColumnCannotBeWritten(TestDatabase.Kind kind) {
        String stored = kind == TestDatabase.Kind.POSTGRESQL ? " stored" : "";
        open(
                kind,
                users(ID + NAME + STATUS + ", " + OWN + ", email varchar(100) generated always as (lower(username))"
                        + stored + CHECK));

        assertError(own().field("email"), "column email, for the field 'email', is computed by the database");
        assertThat(users(own()).activeAccounts()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aFieldIsKnownByItsNameWhenItIsAskedFor(TestDatabase.Kind kind) {
        open(kind, users(ID + NAME + STATUS + ", mail varchar(10), " + OWN + CHECK));
        JdbcUserRepository users = users(own().field("email", "mail"));

        assertThatExceptionOfType(RepositoryException.class)
                .isThrownBy(() -> users.scan(Writes.STAFF, Set.of("email", "phone"), account -> {}))
                .withMessageContaining("[phone]")
                .withMessageContaining("[email]");
    }

    @Test
    void whatAnAccountGetsOnCreationIsSaidOnce() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> plain().onCreate("tenant", 1).onCreate("tenant", () -> 2))
                .withMessageContaining("tenant");
    }

    @Test
    void errorsAreGivenOneByOneToo() {
        assertThat(new JdbcConfigurationException("Users", List.of("one", "two")).errors())
                .containsExactly("one", "two");
        assertThat(new JdbcConfigurationException("only this").errors()).isEmpty();
    }
}

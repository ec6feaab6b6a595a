package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that a database does not store, or not as they are, or compares in a way of its own. */
class OddValuesTest {

    private static final String PEOPLE = "create table people (id varchar(60) primary key,"
            + " username varchar(100) not null unique, status varchar(20) not null)";

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void namesAndIdsThatNobodyCanHaveBelongToNobody(TestDatabase.Kind kind, UsersLayout layout) {
        try (HostDatabase host = HostDatabase.open(kind, layout)) {
            Account ann = host.people("ann").get(0);
            ExternalId hers = ann.externalId().orElseThrow();

            assertThat(host.users()
                            .holders(
                                    Writes.STAFF,
                                    Set.of(Username.of("a\0nn"), Username.of("a\uD800nn"), Username.of("ann")),
                                    Set.of(ExternalId.of("1\0"), ExternalId.of("\uDC001"), hers)))
                    .extracting(Holder::id)
                    .containsExactly(ann.id());
            assertThat(host.users().holders(Writes.STAFF, Set.of(Username.of("\0")), Set.of(ExternalId.of("\0"))))
                    .isEmpty();
            assertThat(host.users().load(Set.of(AccountId.of("1\0"), AccountId.of("\uD800"), ann.id()), Set.of()))
                    .extracting(Account::id)
                    .containsExactly(ann.id());
        }
    }

    private static HostDatabase host(TestDatabase.Kind kind, String users, UserTable.Builder table) {
        TestDatabase database = kind.open();
        database.execute(users);
        RollcallDatabase rollcall = RollcallDatabase.over(database.dataSource());
        rollcall.createTables();
        rollcall.createSideTable(table.build());
        return HostDatabase.over(database, table.build());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void idsThatAreTextsAndThatNobodyCanHaveBelongToNobody(TestDatabase.Kind kind) {
        UserTable.Builder table = UserTable.named("people").newId(() -> "x");
        try (HostDatabase host = host(kind, PEOPLE, table)) {
            Account ann = host.people("ann").get(0);

            assertThat(host.users().load(Set.of(AccountId.of("x\0"), AccountId.of("\uD800"), ann.id()), Set.of()))
                    .extracting(Account::id)
                    .containsExactly(ann.id());
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aStatusWithASpaceBehindItIsAnotherStatus(TestDatabase.Kind kind) {
        UserTable.Builder table = UserTable.named("people").newId(() -> "x");
        try (HostDatabase host = host(kind, PEOPLE, table)) {
            host.execute("insert into people values ('1', 'ann', 'ACTIVE '), ('2', 'bob', 'ACTIVE')");

            assertThat(host.account("ann").isActive()).isFalse();
            assertThat(host.account("bob").isActive()).isTrue();
            assertThat(host.users().activeAccounts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aStatusOfFixedLengthIsComparedWithoutItsPadding(TestDatabase.Kind kind) {
        UserTable.Builder table = UserTable.named("people").newId(() -> "x").status("status", "ACTIVE ", "BLOCKED");
        try (HostDatabase host = host(kind, PEOPLE.replace("status varchar", "status char"), table)) {
            host.execute("insert into people values ('1', 'ann', 'ACTIVE'), ('2', 'bob', 'BLOCKED')");

            assertThat(host.account("ann").isActive()).isTrue();
            assertThat(host.account("bob").isActive()).isFalse();
            assertThat(host.users().activeAccounts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aStatusThatIsComparedWithoutRegardToCaseIsRefused(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            boolean postgres = kind == TestDatabase.Kind.POSTGRESQL;
            database.execute(postgres ? "create extension if not exists citext" : "select 1");
            database.execute(
                    PEOPLE.replace("status varchar(20)", "status " + (postgres ? "citext" : "varchar_ignorecase(20)")));
            RollcallDatabase rollcall = RollcallDatabase.over(database.dataSource());
            rollcall.createTables();
            UserTable table = UserTable.named("people").newId(() -> "x").build();
            rollcall.createSideTable(table);

            JdbcConfigurationException refused =
                    catchThrowableOfType(JdbcConfigurationException.class, () -> rollcall.users(table));

            assertThat(refused.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error).contains("a status is compared character by character"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void anExternalIdIsNotCutToTheSizeOfItsColumn(TestDatabase.Kind kind, UsersLayout layout) {
        String table = layout == UsersLayout.HOST_TABLE ? "app_user" : "rollcall_account";
        int takes = 60;
        String size = "alter table " + table + " alter column external_id set data type varchar(" + takes + ")";
        try (HostDatabase host = HostDatabase.open(kind, layout, size)) {
            assertThat(host.apply(Writes.creation("7" + " ".repeat(takes), "ann"))
                            .get(0)
                            .reason())
                    .contains("the external id has " + (takes + 1) + " characters", "takes " + takes);
            assertThat(host.apply(Writes.creation("7" + " ".repeat(takes - 1), "bob")))
                    .extracting(ChangeResult::status)
                    .containsExactly(ChangeResult.Status.APPLIED);
            assertThat(host.account("bob").externalId().orElseThrow().value()).hasSize(takes);
        }
    }
}

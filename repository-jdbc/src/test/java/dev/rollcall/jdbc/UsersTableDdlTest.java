package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A users table that was made from its description is as described. */
class UsersTableDdlTest {

    static Stream<Arguments> descriptions() {
        List<UserTable> descriptions = Stream.of(
                        UserTable.named("app_user").ownColumns(),
                        UserTable.named("user").usernameKey("key").ownColumns().newId(UUID::randomUUID),
                        UserTable.named("Staff Members")
                                .id("No")
                                .username("Login Name")
                                .status("State", 1, 0)
                                .identity("from", "external", "former")
                                .block("reason", "since")
                                .absence("missed")
                                .onCreate("tenant_id", 7)
                                .onCreate("plan", "it's free"),
                        UserTable.named("people").status("active", true, false).ownColumns())
                .map(table -> table.field("title").build())
                .toList();
        return Arrays.stream(TestDatabase.Kind.values())
                .flatMap(kind -> descriptions.stream().map(table -> Arguments.of(kind, table)));
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void theTableIsAsDescribed(TestDatabase.Kind kind, UserTable table) {
        try (TestDatabase database = kind.open()) {
            RollcallDatabase rollcall = RollcallDatabase.over(database.dataSource());
            rollcall.createTables();

            assertThat(rollcall.createUsersTable(table)).isTrue();

            JdbcUserRepository users = rollcall.users(table);
            SyncReport report = SyncEngine.builder(
                            "staff",
                            ScriptedDirectory.of(People.person("1", "ann").with("title", "Engineer")),
                            users)
                    .policy(Policy.builder()
                            .field("title", ValueSource.attribute("title"))
                            .build())
                    .licence(LicenceLimit.of(1))
                    .audit(rollcall.auditLog())
                    .build()
                    .run();
            List<String> titles = new ArrayList<>();
            users.scan(
                    DirectoryName.of("staff"),
                    Set.of("title"),
                    account -> titles.add(account.username() + " " + account.field("title")));
            assertThat(report.outcome().isFinished()).isTrue();
            assertThat(titles).containsExactly("ann Engineer");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aTableThatIsThereIsLeftAsItIs(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            RollcallDatabase rollcall = RollcallDatabase.over(database.dataSource());
            rollcall.createTables();
            database.execute("create table app_user (something integer)");

            assertThat(rollcall.createUsersTable(UserTable.named("app_user").build()))
                    .isFalse();

            database.execute("insert into app_user values (1)", "drop table app_user");
        }
    }
}

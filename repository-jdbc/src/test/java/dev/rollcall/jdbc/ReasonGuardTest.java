package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which check constraints keep the reason of a block from outliving it. */
class ReasonGuardTest {

    private static final String TEXT = "varchar(20) not null";
    private static final String NUMBER = "smallint not null";
    private static final String BOOLEAN = "boolean not null";

    static Stream<Arguments> constraints() {
        return Stream.of(TestDatabase.Kind.values())
                .flatMap(kind -> Stream.of(
                        Arguments.of(kind, TEXT, "status = 'BLOCKED' or block_reason is null", true),
                        Arguments.of(kind, "char(9)", "block_reason is null or status = 'BLOCKED'", true),
                        Arguments.of(kind, TEXT, "not (status <> 'BLOCKED' and block_reason is not null)", true),
                        Arguments.of(
                                kind,
                                TEXT,
                                "status in ('ACTIVE', 'BLOCKED') and (status <> 'ACTIVE' or block_reason is null)",
                                true),
                        Arguments.of(
                                kind,
                                TEXT,
                                "status = 'BLOCKED' or block_reason is null and blocked_since is null",
                                true),
                        Arguments.of(kind, TEXT, "status <> 'BLOCKED' or block_reason is not null", false),
                        Arguments.of(kind, TEXT, "status <> 'ACTIVE' or block_reason is null", false),
                        Arguments.of(kind, TEXT, "status in ('BLOCKED', 'GONE') or block_reason is null", false),
                        Arguments.of(
                                kind,
                                TEXT,
                                "status in ('ACTIVE', 'BLOCKED', 'it''s') and (status <> 'ACTIVE' or block_reason is null)",
                                false),
                        Arguments.of(kind, TEXT, "status = 'BLOCKED' or block_reason <> 'MANUAL'", false),
                        Arguments.of(kind, TEXT, "status = 'ACTIVE' or block_reason is null", false),
                        Arguments.of(kind, TEXT, "status <> '?' and block_reason <> ''", false),
                        Arguments.of(kind, TEXT, "username = 'x' or status = 'BLOCKED' or block_reason is null", false),
                        Arguments.of(kind, NUMBER, "status = 0 or block_reason is null", true),
                        Arguments.of(kind, NUMBER, "status <> 1 or block_reason is null", false),
                        Arguments.of(kind, NUMBER, "status in (0, 77) or block_reason is null", false),
                        Arguments.of(kind, BOOLEAN, "not status or block_reason is null", true),
                        Arguments.of(kind, BOOLEAN, "status <> true or block_reason is null", true),
                        Arguments.of(kind, BOOLEAN, "status or block_reason is null", false),
                        Arguments.of(kind, "enum", "status = 'BLOCKED' or block_reason is null", true),
                        Arguments.of(kind, "enum", "status <> 'ACTIVE' or block_reason is null", false)));
    }

    @ParameterizedTest
    @MethodSource("constraints")
    void aConstraintIsTriedOut(TestDatabase.Kind kind, String type, String condition, boolean guards) {
        try (TestDatabase database = kind.open()) {
            String column = create(database, type);
            database.execute("alter table users add constraint guard check (" + condition + ")");
            UserTable table = table(column);
            RollcallDatabase rollcall = RollcallDatabase.over(database.dataSource());
            if (guards) {
                assertThat(rollcall.users(table).activeAccounts()).isZero();
                return;
            }
            List<String> errors = errors(rollcall, table);
            assertThat(errors)
                    .singleElement()
                    .satisfies(error -> assertThat(error)
                            .contains("nothing makes sure that only an account whose status is", "add check ("));
            String error = errors.get(0);
            database.execute("alter table users drop constraint guard");
            database.execute(error.substring(error.indexOf("alter table"), error.indexOf(" -- or say")));
            assertThat(rollcall.users(table).activeAccounts()).isZero();
        }
    }

    /** Creates a users table without a constraint, and returns the kind of its status. */
    private static String create(TestDatabase database, String type) {
        RollcallDatabase.over(database.dataSource()).createTables();
        String column = type;
        if (type.equals("enum")) {
            column = "enum ('ACTIVE', 'BLOCKED', 'GONE')";
            if (database.kind() == TestDatabase.Kind.POSTGRESQL) {
                database.execute("create type state as " + column);
                column = "state";
            }
        }
        database.execute("create table users (id bigint generated by default as identity primary key,"
                + " username varchar(100) unique, status " + column.replace(" not null", "")
                + " not null, owner varchar(200), external_id varchar(200),"
                + " former_owner varchar(200), block_reason varchar(40), blocked_since timestamp(3) with time zone,"
                + " absent_since timestamp(3) with time zone)");
        return type;
    }

    private static UserTable table(String type) {
        UserTable.Builder table = UserTable.named("users").ownColumns();
        if (type.equals(NUMBER)) {
            table.status("status", 1, 0);
        } else if (type.equals(BOOLEAN)) {
            table.status("status", true, false);
        }
        return table.build();
    }

    private static List<String> errors(RollcallDatabase rollcall, UserTable table) {
        JdbcConfigurationException refused =
                catchThrowableOfType(JdbcConfigurationException.class, () -> rollcall.users(table));
        assertThat(refused).as("must be refused").isNotNull();
        return refused.errors();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aConstraintThatCannotBeTriedOutIsNotReliedOn(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            create(database, TEXT);
            database.execute("alter table users add constraint guard check"
                    + " (1 / char_length(block_reason) > 5 / (char_length(status) - char_length(status)))");

            assertThat(errors(RollcallDatabase.over(database.dataSource()), table(TEXT)))
                    .singleElement()
                    .satisfies(error -> assertThat(error).contains("nothing makes sure"));
        }
    }
}

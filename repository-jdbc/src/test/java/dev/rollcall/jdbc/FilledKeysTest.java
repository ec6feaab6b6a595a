package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.RepositoryException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of folded usernames that cannot be filled. */
@Tag("slow")
class FilledKeysTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void nobodysNameIsToldWhereTwoAreTheSame(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.open()) {
            UsersLayout.HOST_TABLE.create(database);
            database.execute("insert into app_user (login, login_key, state)"
                    + " values ('jane', 'jane', 'ACTIVE'), ('Jane', 'other', 'ACTIVE')");
            RollcallDatabase rollcall = RollcallDatabase.over(database.dataSource());

            assertThatExceptionOfType(RepositoryException.class)
                    .isThrownBy(() -> rollcall.fillUsernameKeys(UsersLayout.HOST_TABLE.table()))
                    .withMessageContaining("Two accounts have usernames that are the same")
                    .satisfies(e -> {
                        StringWriter told = new StringWriter();
                        e.printStackTrace(new PrintWriter(told));
                        assertThat(told.toString()).contains("SQL state 23505").doesNotContainIgnoringCase("'jane'");
                    });
        }
    }
}

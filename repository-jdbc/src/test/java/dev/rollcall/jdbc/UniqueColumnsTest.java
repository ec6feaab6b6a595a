package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The columns by which an account is known: id, username, and the key that is stored of a username. */
@Tag("slow")
class UniqueColumnsTest extends UserTableChecks {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anIdIsUniqueByItselfFilledAndOfAKnownType(TestDatabase.Kind kind) {
        open(
                kind,
                users("id bigint, tenant bigint, " + NAME + STATUS + ", " + OWN + CHECK
                        + ", primary key (id, tenant)"));
        assertThat(errors(own().onCreate("tenant", 1)))
                .hasSize(2)
                .anySatisfy(error -> assertThat(error).contains("id is not unique by itself"))
                .anySatisfy(error -> assertThat(error).contains("newid(...)"));

        open(kind, users("id numeric(10) primary key, " + NAME + STATUS + ", " + OWN + CHECK));
        assertError(own().newId(() -> 1), "column id is a numeric", "a whole number, a uuid, or a text");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aUsernameIsATextThatSomethingKeepsUnique(TestDatabase.Kind kind) {
        open(
                kind,
                users(ID + "username varchar(100) not null, user_name varchar(100) unique, " + STATUS + ", " + OWN
                        + CHECK));
        assertError(own(), "nothing in the database keeps usernames unique", "usernamekey(...)");

        open(
                kind,
                users(ID + "username varchar(100) not null, tenant bigint, " + STATUS + ", " + OWN + CHECK
                        + ", unique (username, tenant)"));
        assertError(own(), "nothing in the database keeps usernames unique");

        open(kind, users(ID + "username char(100) not null unique, " + STATUS + ", " + OWN + CHECK));
        assertError(own(), "column username is a ", "a username is a text");
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "POSTGRESQL")
    void anIndexForSomeRowsOrOfAnotherColumnKeepsNoUsernameUnique(TestDatabase.Kind kind) {
        open(
                kind,
                users(ID + "name varchar(100) not null, user_name varchar(100) not null, " + STATUS + ", " + OWN
                        + CHECK),
                "create unique index by_other on users (lower(user_name))",
                "create unique index by_active on users (name) where status = 'ACTIVE'");

        assertError(
                own().username("name").onCreate("user_name", "x"), "nothing in the database keeps usernames unique");
        assertThatCode(() -> users(own().username("user_name").onCreate("name", "x")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aStoredKeyIsATextUniqueAndNeverEmpty(TestDatabase.Kind kind) {
        open(
                kind,
                users(ID + "username varchar(100) not null, username_key varchar(100), " + STATUS + ", " + OWN
                        + CHECK));

        assertThat(errors(own().usernameKey("username_key")))
                .hasSize(2)
                .anySatisfy(error ->
                        assertThat(error).contains("column username_key, for the folded username, is not unique"))
                .anySatisfy(error -> assertThat(error).contains("may be null", "fillusernamekeys"));
        open(
                kind,
                users(ID + "username varchar(100) not null, username_key integer not null unique, " + STATUS + ", "
                        + OWN + CHECK));
        assertError(own().usernameKey("username_key"), "a folded username is a text");
    }
}

package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database refuses is refused alone (R39), and what is written is told as it is (R41). */
@Tag("slow")
class RefusedChangesTest {

    @AutoClose
    private HostDatabase host;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatTheDatabaseRefusesIsRefusedAloneAmongTwoHundred(TestDatabase.Kind kind) {
        host = HostDatabase.open(
                kind,
                UsersLayout.HOST_TABLE,
                "create table department (name varchar(100) primary key)",
                "alter table app_user add constraint known_department"
                        + " foreign key (\"Display Name\") references department (name)",
                "alter table app_user add constraint one_email unique (email)",
                "alter table app_user add constraint sound_email check (email <> 'bad')");
        host.apply(Writes.create(Writes.STAFF, "first", Map.of("email", "first@x")));
        List<Write> batch = new ArrayList<>();
        Writes.names(200).forEach(name -> batch.add(Writes.create(Writes.STAFF, name, Map.of("email", name + "@x"))));
        Map<Integer, String> refused = Map.of(
                3, "a value must be unique and is taken (ONE_EMAIL",
                4, "a check is not passed (SOUND_EMAIL, SQL state 235",
                77, "a row that is referred to is missing (KNOWN_DEPARTMENT, SQL state 2350",
                100, "the value has 15001 characters, and column EMAIL takes 15000",
                101, "the username is taken",
                150, "the external id is taken",
                199, "the value for column EMAIL has a character in it that a database cannot store");
        batch.set(3, Writes.create(Writes.STAFF, "a", Map.of("email", "first@x")));
        batch.set(4, Writes.create(Writes.STAFF, "b", Map.of("email", "bad")));
        batch.set(77, Writes.create(Writes.STAFF, "c", Map.of("displayName", "nowhere")));
        batch.set(100, Writes.create(Writes.STAFF, "d", Map.of("email", "q".repeat(15_001))));
        batch.set(101, Writes.create("FIRST"));
        batch.set(150, Writes.creation("id of first", "e"));
        batch.set(199, Writes.create(Writes.STAFF, "f", Map.of("email", "nul\u0000@x")));

        List<ChangeResult> results = host.apply(batch);

        List<Write> applied = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            ChangeResult result = results.get(i);
            assertThat(result.status()).as("%d", i).isEqualTo(refused.containsKey(i) ? Status.REFUSED : Status.APPLIED);
            if (refused.containsKey(i)) {
                assertThat(result.reason()).as("%d", i).startsWithIgnoringCase(refused.get(i));
                assertThat(result.reason()).doesNotContain("first@x", "nowhere");
            } else {
                applied.add(batch.get(i));
                assertThat(result.versions())
                        .containsOnlyKeys(host.account(Writes.names(200).get(i)).id());
            }
        }
        assertThat(host.eventIds()).hasSize(194).containsAll(Writes.eventIds(applied));
        assertThat(host.usernames()).hasSize(194);
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void theEventOfACreationNamesTheAccount(TestDatabase.Kind kind, UsersLayout layout) {
        host = HostDatabase.open(kind, layout);
        host.people("ann", "bob");

        assertThat(host.events())
                .extracting(event -> event.subject().accountId())
                .containsExactly(host.account("ann").id(), host.account("bob").id());
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "POSTGRESQL")
    void whatATriggerDropsWithoutAWordIsRefusedAndNotRecordedAsDone(TestDatabase.Kind kind) {
        host = HostDatabase.open(
                kind,
                UsersLayout.HOST_TABLE,
                "create function drop_it() returns trigger language plpgsql as"
                        + " $$ begin if new.email = 'dropped' or new.login = 'dropped' then return null; end if;"
                        + " return new; end $$",
                "create trigger dropping before insert or update on app_user for each row execute function drop_it()");
        List<Account> people = host.people("ann", "bob", "cid");
        List<Write> batch = List.of(
                Writes.field(people.get(0), "email", "dropped"),
                Writes.field(people.get(1), "email", "kept"),
                Writes.rename(people.get(2), "dropped"),
                Writes.create("dropped"),
                Writes.create("dan"));

        assertThat(host.statuses(batch))
                .containsExactly(Status.REFUSED, Status.APPLIED, Status.REFUSED, Status.REFUSED, Status.APPLIED);
        assertThat(host.usernames()).containsExactly("ann", "bob", "cid", "dan");
        assertThat(host.eventIds()).hasSize(3 + 2).containsAll(Writes.eventIds(List.of(batch.get(1), batch.get(4))));
    }
}

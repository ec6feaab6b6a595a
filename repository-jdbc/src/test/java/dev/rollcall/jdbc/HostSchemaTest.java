package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.SyncEngine;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.Step;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.run.InMemoryRunJournal;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.People.Person;
import dev.rollcall.testkit.ScriptedDirectory;
import dev.rollcall.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs over a table that a host made for itself, with types, defaults, constraints and triggers of its own. */
class HostSchemaTest {

    private static final List<String> MIGRATIONS =
            List.of("V1__people.sql", "V2__updated_at.sql", "V3__no_such_person.sql", "V4__tenant.sql");

    private final SettableClock clock = SettableClock.at("2026-03-02T07:00:00Z");
    private final InMemoryRunJournal journal = new InMemoryRunJournal();
    private final ScriptedDirectory directory = ScriptedDirectory.of(staff());
    private TestDatabase database;
    private HostDatabase host;

    private static List<Person> staff() {
        List<Person> staff = new ArrayList<>();
        for (int i = 10; i < 60; i++) {
            staff.add(People.person("x" + i, "Person" + i)
                    .with("mail", "person" + i + "@example.org")
                    .with("givenname", "Per")
                    .with("phone", "+49 " + i));
        }
        return staff;
    }

    private static UserTable.Builder described() {
        return UserTable.named("person")
                .id("person_id")
                .username("login")
                .status("state", "ENABLED", "DISABLED")
                .field("mail")
                .field("givenName", "given_name")
                .field("phone");
    }

    private static UserTable complete() {
        return described()
                .onCreate("tenant", "main")
                .onCreate("kind", "INTERNAL")
                .onCreate("joined_on", LocalDate.of(2026, 3, 3))
                .build();
    }

    private void open(TestDatabase.Kind kind, UserTable table, int migrations) {
        migrate(kind, table, migrations);
        host = HostDatabase.over(database, table);
    }

    private void migrate(TestDatabase.Kind kind, UserTable table, int migrations) {
        database = kind.open();
        MIGRATIONS.subList(0, migrations).forEach(this::migrate);
        RollcallDatabase rollcall = RollcallDatabase.over(database.dataSource());
        rollcall.createTables();
        rollcall.createSideTable(table);
    }

    private void migrate(String file) {
        String folder = database.kind() == TestDatabase.Kind.POSTGRESQL ? "postgresql" : "h2";
        try (InputStream in = HostSchemaTest.class.getResourceAsStream("host/" + folder + "/" + file)) {
            String sql = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            database.execute(
                    sql.contains("function")
                            ? new String[] {sql}
                            : Tables.statements(sql).toArray(String[]::new));
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    @AfterEach
    void close() {
        if (host != null) {
            host.close();
        } else {
            database.close();
        }
    }

    private SyncReport run(LicenceLimit seats) {
        clock.advance(Duration.ofDays(1));
        return SyncEngine.builder("staff", directory, host.users())
                .policy(Policy.builder()
                        .field("mail", ValueSource.attribute("mail"))
                        .field("givenName", ValueSource.attribute("givenname"))
                        .field("phone", ValueSource.attribute("phone"))
                        .build())
                .licence(seats)
                .audit(host.rollcall().auditLog())
                .journal(journal)
                .clock(clock)
                .lock(new LocalRunLock(clock))
                .build()
                .run();
    }

    private List<String> everything() {
        List<String> rows = host.rows("select * from person order by person_id");
        rows.addAll(host.rows("select * from rollcall_account order by account_id"));
        return rows;
    }

    private long events() {
        return Long.parseLong(host.value("select count(*) from rollcall_audit"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRunServesTheHostsOwnSchemaAndTheNextOneWritesNothing(TestDatabase.Kind kind) {
        open(kind, complete(), 4);
        directory.deactivate("x10");

        SyncReport first = run(LicenceLimit.of(40));

        assertThat(first.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(first.failed()).isEmpty();
        assertThat(first.figures().of(PersonResult.IMPORTED)).isEqualTo(40);
        assertThat(first.figures().of(PersonResult.WAITING_FOR_LICENCE)).isEqualTo(9);
        assertThat(host.rows("select state, role, tenant, kind, joined_on, count(*) from person group by state, role,"
                        + " tenant, kind, joined_on order by state"))
                .containsExactly(
                        "ENABLED|USER|main|INTERNAL|2026-03-03|40", "DISABLED|USER|main|INTERNAL|2026-03-03|9");
        assertThat(host.value("select login from person where mail = 'PERSON20@EXAMPLE.ORG'"))
                .isEqualTo("Person20");
        List<String> rows = everything();
        long events = events();

        SyncReport second = run(LicenceLimit.of(40));

        assertThat(second.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(everything()).isEqualTo(rows);
        assertThat(events()).isEqualTo(events + 2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theNextDayChangesWhatChangedAndNothingElse(TestDatabase.Kind kind) {
        open(kind, complete(), 4);
        run(LicenceLimit.unlimited());
        List<String> rows = everything();

        directory
                .leave("x10")
                .deactivate("x11")
                .rename("x12", "renamed")
                .change("x13", person -> person.with("phone", "0 1 2").without("givenname"))
                .hire(People.person("x99", "Late"));
        host.execute("update person set state = 'LOCKED BY ADMIN' where login = 'Person14'");
        SyncReport second = run(LicenceLimit.unlimited());

        assertThat(second.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(second.failed()).isEmpty();
        assertThat(host.rows("select login, phone, given_name, state from person where login in"
                        + " ('person10', 'person11', 'renamed', 'person13', 'person14', 'late') order by login"))
                .containsExactlyInAnyOrder(
                        "Late|null|null|ENABLED",
                        "Person10|+49 10|Per|DISABLED",
                        "Person11|+49 11|Per|DISABLED",
                        "Person13|0 1 2|null|ENABLED",
                        "Person14|+49 14|Per|LOCKED BY ADMIN",
                        "renamed|+49 12|Per|ENABLED");
        assertThat(everything()).containsAll(rows.subList(5, 50));
        List<String> after = everything();
        run(LicenceLimit.unlimited());
        assertThat(everything()).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whomTheDatabaseRefusesIsTheOnlyOneWhoIsNotServedAndNobodysDataIsTold(TestDatabase.Kind kind) {
        open(kind, complete(), 4);
        directory
                .change("x20", person -> person.with("mail", "PERSON21@example.org"))
                .change("x22", person -> person.with("phone", "call me"))
                .change("x23", person -> person.with("givenname", "Wolfeschlegelsteinhausen"))
                .change("x24", person -> person.with("givenname", "Nobody"));

        SyncReport first = run(LicenceLimit.unlimited());

        assertThat(first.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(first.figures().of(PersonResult.IMPORTED)).isEqualTo(46);
        assertThat(first.failed())
                .hasSize(4)
                .allSatisfy(step -> assertThat(step.reason())
                        .doesNotContainIgnoringCase("example.org")
                        .doesNotContain("call me", "Wolfe", "must not be named"));
        List<String> reasons = first.failed().stream().map(Step::reason).toList();
        assertThat(reasons)
                .anySatisfy(reason -> assertThat(reason.toLowerCase(Locale.ROOT))
                        .contains("a value must be unique and is taken (person_mail_key"))
                .anySatisfy(reason -> assertThat(reason.toLowerCase(Locale.ROOT))
                        .contains("a check is not passed (person_phone_check"))
                .anySatisfy(reason -> assertThat(reason)
                        .contains("the value has 24 characters")
                        .contains("takes 20"))
                .anySatisfy(reason -> assertThat(reason).contains("a trigger of the database refuses it"));
        long events = events();
        List<String> rows = everything();
        SyncReport second = run(LicenceLimit.unlimited());
        assertThat(second.failed()).hasSize(4);
        assertThat(events()).as("standing refusals are not told again").isEqualTo(events + 2);
        assertThat(everything()).isEqualTo(rows);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aColumnThatNobodyFillsIsRefusedUntilTheHostSaysWhatItHolds(TestDatabase.Kind kind) {
        migrate(kind, described().build(), 4);
        RollcallDatabase rollcall = RollcallDatabase.over(database.dataSource());

        assertThatExceptionOfType(JdbcConfigurationException.class)
                .isThrownBy(() -> rollcall.users(described().build()))
                .withMessageContaining("must have a value (NOT NULL), has no default")
                .satisfies(e -> assertThat(e.getMessage().toLowerCase(Locale.ROOT))
                        .contains("oncreate(\"tenant\"", "oncreate(\"kind\"", "oncreate(\"joined_on\"")
                        .doesNotContain("column role", "column created_at"));

        assertThat(rollcall.users(complete()).activeAccounts()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void columnsWithDefaultsAndTriggersAreTheHostsOwnBusiness(TestDatabase.Kind kind) {
        open(kind, described().build(), 3);
        run(LicenceLimit.unlimited());
        assertThat(host.value("select count(*) from person where created_at is null or updated_at is null"))
                .isEqualTo("0");
        host.execute("update person set role = 'ADMIN', created_at = timestamp '2001-01-01 00:00:00'"
                + " where login = 'Person20'");

        directory.change("x20", person -> person.with("phone", "1"));
        SyncReport report = run(LicenceLimit.unlimited());

        assertThat(report.failed()).isEmpty();
        assertThat(host.value("select phone, role, extract(year from created_at) from person where login = 'Person20'"))
                .isEqualTo("1|ADMIN|2001");
        assertThat(host.value("select count(*) from person where updated_at > created_at + interval '1' day"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNameTooLongForTheHostsIndexIsRefusedAlone(TestDatabase.Kind kind) {
        open(kind, complete(), 4);
        Random dice = new Random(7);
        String endless = dice.ints(9_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        directory.rename("x30", endless);

        SyncReport report = run(LicenceLimit.unlimited());

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.failed()).hasSize(1);
        assertThat(report.failed().get(0).reason()).doesNotContain(endless.substring(0, 20));
        assertThat(host.usernames()).hasSize(49);
    }
}

package dev.rollcall.examples.shipyard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.AccountStatus;
import dev.rollcall.account.BlockReason;
import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.RollcallAssertions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The application as it runs: a file, its staff table, its own screens beside the sync. */
@WholeYard
class ShipyardTest {

    private static final String OLA = "1,ola,Ola Lie,ola@yard.example,Welder,,yes";
    private static final String KARI = "2,kari,Kari Lund,kari@yard.example,Rigger,Nordic Rigging,yes";

    @Autowired
    SyncEngine engine;

    @Autowired
    JpaUserRepository repository;

    @Autowired
    StaffDesk desk;

    @Autowired
    StaffMembers staff;

    @Autowired
    EntityManagerFactory sessions;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    BreakableDataSource database;

    @Autowired
    JdbcClient sql;

    @Value("${shipyard.directory.file}")
    Path file;

    @BeforeEach
    void anEmptyYardButForTheHarbourOffice() throws IOException {
        for (String table : List.of("staff_event_field", "staff_event", "staff_member", "directory_fence")) {
            sql.sql("delete from " + table).update();
        }
        sql.sql("update licence set seats = 250").update();
        desk.add("harbour", "a hash");
        employ(OLA, KARI);
    }

    private void employ(String... rows) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, "number,login,name,mail,title,employer,employed\n" + String.join("\n", rows) + "\n");
    }

    private StaffMember member(String login) {
        return staff.findByLoginKey(login).orElseThrow();
    }

    private List<Map<String, Object>> everything() {
        return sql.sql("select * from staff_member order by id").query().listOfRows();
    }

    @Test
    void thePeopleOfTheFileGetAccountsAndTheHarbourOfficeIsLeftAlone() {
        SyncReport report = engine.run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.figures().of(Count.CREATED)).isEqualTo(2);
        assertThat(member("ola").fullName).isEqualTo("Ola Lie");
        assertThat(member("harbour").passwordHash).isEqualTo("a hash");
    }

    @Test
    void aSecondNightWritesNothing() {
        engine.run();
        List<Map<String, Object>> before = everything();

        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETED);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void twoPeopleSwapTheirLoginsAndAThirdTakesOneThatIsGivenUp() throws IOException {
        engine.run();
        employ(
                "1,kari,Ola Lie,ola@yard.example,Welder,,yes",
                "2,ola,Kari Lund,kari@yard.example,Rigger,,yes",
                "3,per,Per Dahl,per@yard.example,Welder,,yes");
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(member("kari").fullName).isEqualTo("Ola Lie");

        employ(
                "1,kari,Ola Lie,ola@yard.example,Welder,,yes",
                "2,ola.lund,Kari Lund,kari@yard.example,Rigger,,yes",
                "3,ola,Per Dahl,per@yard.example,Welder,,yes",
                "4,per,Per Moe,moe@yard.example,Welder,,yes");
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(member("ola").fullName).isEqualTo("Per Dahl");
        assertThat(member("per").fullName).isEqualTo("Per Moe");
    }

    @Test
    void aLoginThatIsPassedOnNeedsNoSecondTry() throws IOException {
        engine.run();
        employ("1,ola.lie,Ola Lie,ola@yard.example,Welder,,yes", "2,ola,Kari Lund,kari@yard.example,Rigger,,yes");
        int before = database.rollbacks();

        engine.run();

        assertThat(member("ola").fullName).isEqualTo("Kari Lund");
        assertThat(database.rollbacks()).isEqualTo(before);
    }

    @Test
    void theSyncCannotEvenSeeAPassword() {
        assertThat(sessions.getMetamodel().entity(StaffAccount.class).getAttributes())
                .extracting(Attribute::getName)
                .contains("login", "status")
                .doesNotContain("passwordHash", "shiftReminder", "administrator", "createdAt", "lastLogin");
    }

    @Test
    void whatTheYardKeepsForItselfStays() throws IOException {
        engine.run();
        sql.sql("update staff_member set password_hash = 'kept', shift_reminder = false, last_login = created_at")
                .update();
        String own = "select password_hash, shift_reminder, created_at, last_login from staff_member order by id";
        List<Map<String, Object>> before = sql.sql(own).query().listOfRows();

        employ("1,ola.lie,Ola Lie,,Foreman,,yes", "2,kari,Kari Lund,kari@yard.example,Rigger,,no");
        engine.run();

        assertThat(member("ola.lie").email).isNull();
        assertThat(member("kari").status()).isEqualTo(StaffStatus.SUSPENDED);
        assertThat(sql.sql(own).query().listOfRows()).isEqualTo(before);
    }

    @Test
    void somebodyWhoLogsInBetweenPlanAndWriteIsNoConflict() {
        engine.run();
        AccountId ola = AccountId.of(String.valueOf(member("ola").id));
        String version = version(ola);

        desk.loggedIn("ola");
        assertThat(version(ola)).isEqualTo(version);

        desk.editEmail("ola", "other@yard.example");
        assertThat(version(ola)).isNotEqualTo(version);
    }

    private String version(AccountId id) {
        return repository.load(Set.of(id), Set.of()).get(0).version();
    }

    @Test
    void whatTheScreenChangedIsPutRight() {
        engine.run();
        desk.editEmail("ola", "other@yard.example");

        engine.run();

        assertThat(member("ola").email).isEqualTo("ola@yard.example");
    }

    @Test
    void aScreenThatWasOpenedBeforeTheSyncDoesNotOverwriteIt() throws IOException {
        engine.run();
        StaffMember onTheScreen = member("ola");
        employ("1,ola,Ola Lie,ola.lie@yard.example,Welder,,yes", KARI);
        engine.run();

        onTheScreen.email = "typed@yard.example";
        assertThatThrownBy(() -> staff.save(onTheScreen)).isInstanceOf(OptimisticLockingFailureException.class);
    }

    @Test
    void whomTheHarbourOfficeSuspendedOrRetiredStaysOut() {
        engine.run();
        desk.suspend("ola");
        sql.sql("update staff_member set status = 'RETIRED' where login = 'kari'")
                .update();

        engine.run();

        assertThat(member("ola").status()).isEqualTo(StaffStatus.SUSPENDED);
        assertThat(member("kari").status()).isEqualTo(StaffStatus.RETIRED);
        List<Account> read = repository.load(Set.of(AccountId.of(String.valueOf(member("kari").id))), Set.of());
        assertThat(read).singleElement().satisfies(account -> {
            assertThat(account.status()).isEqualTo(AccountStatus.BLOCKED);
            assertThat(account.blockReason()).isEmpty();
        });
    }

    @Test
    void aRunInATransactionThatIsRolledBackStays() {
        new TransactionTemplate(transactions).executeWithoutResult(own -> {
            desk.editEmail("harbour", "office@yard.example");
            assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETED);
            own.setRollbackOnly();
        });

        assertThat(member("harbour").email).isNull();
        assertThat(member("ola").status()).isEqualTo(StaffStatus.ACTIVE);
    }

    @Test
    void whatTheCallerHasChangedAndNotCommittedIsLeftToTheNextRun() throws IOException {
        engine.run();
        employ("1,ola,Ola Lie,ola.lie@yard.example,Welder,,yes", "2,kari,Kari Berg,kari@yard.example,Rigger,,yes");

        SyncReport report = new TransactionTemplate(transactions).execute(own -> {
            desk.loggedIn("ola");
            staff.flush();
            return engine.run();
        });

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(1);
        assertThat(member("kari").fullName).isEqualTo("Kari Berg");
        assertThat(member("ola").email).isEqualTo("ola@yard.example");

        engine.run();
        assertThat(member("ola").email).isEqualTo("ola.lie@yard.example");
    }

    @Test
    void aRunOnTheThreadOfAWebRequestSeesWhatIsCommitted() {
        engine.run();
        EntityManager ofTheRequest = sessions.createEntityManager();
        TransactionSynchronizationManager.bindResource(sessions, new EntityManagerHolder(ofTheRequest));
        try {
            StaffMember shown = member("ola");
            ofTheRequest
                    .createQuery("select a from StaffAccount a", StaffAccount.class)
                    .getResultList();
            sql.sql("update staff_member set email = 'edited@yard.example' where login = 'ola'")
                    .update();

            assertThat(engine.run().figures().of(Count.UPDATED)).isEqualTo(1);

            assertThat(shown.email)
                    .as("what the request had read stays as it was")
                    .isEqualTo("ola@yard.example");
        } finally {
            TransactionSynchronizationManager.unbindResource(sessions);
            ofTheRequest.close();
        }
        assertThat(member("ola").email).isEqualTo("ola@yard.example");
    }

    @Test
    void theHarbourOfficeCannotTakeASeatThatIsNotThere() throws IOException {
        engine.run();
        employ(OLA, "2,kari,Kari Lund,kari@yard.example,Rigger,,no");
        engine.run();
        sql.sql("update licence set seats = 2").update();

        assertThatThrownBy(() -> desk.reinstate("kari")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoeverFindsNoSeatWaits() {
        sql.sql("update licence set seats = 2").update();

        engine.run();

        assertThat(repository
                        .load(Set.of(AccountId.of(String.valueOf(member("ola").id))), Set.of())
                        .get(0)
                        .blockReason())
                .contains(BlockReason.LICENCE_LIMIT);
        assertThat(repository.activeAccounts()).isEqualTo(2);
    }

    @Test
    void aDryRunWritesNothing() {
        List<Map<String, Object>> before = everything();

        try (SyncPlan plan = engine.plan()) {
            RollcallAssertions.assertThat(plan).creates("ola").creates("kari");
        }

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void theEventsOfWhatWasDoneAreInTheStaffTablesOwnDatabase() {
        SyncReport report = engine.run();

        assertThat(sql.sql("select run_id, action, username from staff_event order by seq")
                        .query()
                        .listOfRows())
                .extracting(row -> row.get("USERNAME"), row -> row.get("ACTION"), row -> row.get("RUN_ID"))
                .containsExactlyInAnyOrder(
                        tuple("ola", "CREATED", report.runId()), tuple("kari", "CREATED", report.runId()));
    }
}

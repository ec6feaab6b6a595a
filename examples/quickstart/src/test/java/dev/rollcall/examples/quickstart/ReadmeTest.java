package dev.rollcall.examples.quickstart;

import static dev.rollcall.policy.ValueSource.attribute;
import static dev.rollcall.policy.ValueSource.joined;
import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.accounts;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.table;
import static dev.rollcall.testkit.People.people;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.Reconciliation;
import dev.rollcall.SyncEngine;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.account.UserRepository;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.jdbc.RollcallDatabase;
import dev.rollcall.jdbc.UserTable;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.Rule;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.ScriptedDirectory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code that the README shows is the code below, and does what the README says. */
class ReadmeTest {

    @Test
    void theHostCodeHoldsAMassLeaveAndAppliesItOnceApproved() {
        ScriptedDirectory provider = ScriptedDirectory.of(person("1", "ann"));
        InMemoryUserRepository repository = table(IntStream.range(10, 20)
                .mapToObj(number -> account(String.valueOf(number), "leaver" + number))
                .toArray(Row[]::new));
        InMemoryAuditLog auditLog = new InMemoryAuditLog();

        // README host
        SyncEngine engine = SyncEngine.builder("staff", provider, repository)
                .policy(Policy.builder()
                        .field("name", joined(" ", "given name", "family name"))
                        .field("email", attribute("e-mail"))
                        .build())
                .licence(LicenceLimit.of(500))
                .audit(auditLog)
                .build();
        SyncReport report = engine.run();
        if (report.outcome() == Outcome.HELD) {
            report = engine.run(RunRequest.by("jane").approving(report.runId()));
        }
        // README end

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.figures().of(Count.BLOCKED)).isEqualTo(10);
        assertThat(engine.lastFinishedRun()).contains(report.runRecord());
    }

    @Test
    void thePolicyTestPasses() {
        Policy policy = Policy.ofDefaults();

        // README policy
        SyncPlan plan = Reconciliation.of("staff", policy)
                .people(people(person("1", "ann")))
                .accounts(accounts(account("2", "bob"), local("root")))
                .plan();
        assertThat(plan)
                .creates("ann")
                .because(Rule.R16)
                .blocks("bob")
                .because(Rule.R22)
                .leavesAlone("root");
        // README end
    }

    @Test
    void theUsersTableOfADatabaseIsKeptInStep() throws SQLException {
        ScriptedDirectory provider = ScriptedDirectory.of(person("1", "ann"));
        Policy policy = Policy.ofDefaults();
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:readme;DB_CLOSE_DELAY=-1");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("runscript from 'classpath:/db/app_user.sql'");
        }

        // README database
        RollcallDatabase database = RollcallDatabase.over(dataSource);
        database.createTables();
        UserRepository repository = database.users(UserTable.named("app_user")
                .username("login")
                .usernameKey("login_key")
                .status("status", "ACTIVE", "BLOCKED")
                .ownColumns()
                .field("name")
                .field("email")
                .build());
        SyncEngine engine = SyncEngine.builder("staff", provider, repository)
                .policy(policy)
                .audit(database.auditLog())
                .journal(database.journal())
                .lock(database.lock())
                .build();
        // README end

        assertThat(engine.run().figures().of(Count.CREATED)).isEqualTo(1);
        assertThat(repository.activeAccounts()).as("the administrator and ann").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "policy", "database"})
    void theReadmeShowsTheCodeOfThisFile(String snippet) throws IOException {
        String source = Pages.testSource(ReadmeTest.class);
        String readme = Pages.readme();
        String begin = "// README " + snippet;
        int start = source.indexOf(begin) + begin.length();
        String code = source.substring(start, source.indexOf("// README end", start));

        assertThat(Pages.withoutSpace(code)).isNotEmpty();
        assertThat(Pages.withoutSpace(readme)).contains(Pages.withoutSpace(code));
    }
}

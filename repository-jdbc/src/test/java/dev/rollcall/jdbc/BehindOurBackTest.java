package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.ScriptedDirectory;
import dev.rollcall.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What administrators and the host's own code do to accounts between two runs, and during one. */
@Tag("slow")
class BehindOurBackTest {

    private final SettableClock clock = SettableClock.at("2026-03-02T07:00:00Z");
    private final ScriptedDirectory directory = ScriptedDirectory.of(
            People.person("1", "ann").with("mail", "ann@x"), People.person("2", "bob"), People.person("3", "cid"));
    private OptionalLong seats = OptionalLong.empty();
    private HostDatabase host;
    private UsersLayout layout;

    private void open(TestDatabase.Kind kind, UsersLayout usersLayout) {
        layout = usersLayout;
        host = HostDatabase.open(kind, usersLayout);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private SyncReport run() {
        return run(host.users());
    }

    private SyncReport run(UserRepository repository) {
        clock.advance(Duration.ofDays(1));
        return SyncEngine.builder("staff", directory, repository)
                .policy(Policy.builder()
                        .field("email", ValueSource.attribute("mail"))
                        .build())
                .licence(seats.isPresent() ? LicenceLimit.of(seats.getAsLong()) : LicenceLimit.unlimited())
                .audit(host.rollcall().auditLog())
                .clock(clock)
                .lock(new LocalRunLock(clock))
                .build()
                .run();
    }

    private void adminBlocks(String username) {
        host.execute(layout.statusUpdate(username, false));
    }

    private void adminActivates(String username) {
        host.execute(layout.statusUpdate(username, true));
    }

    private static void assertBlocked(Account account, BlockReason reason) {
        assertThat(account.isActive()).isFalse();
        assertThat(account.blockReason()).contains(reason);
    }

    private static void assertBlockedByTheHost(Account account) {
        assertThat(account.isActive()).isFalse();
        assertThat(account.blockReason()).isEmpty();
        assertThat(account.blockedSince()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void aBlockByAnAdministratorIsNotTakenForTheEarlierWaitForALicence(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        seats = OptionalLong.of(2);
        run();
        assertBlocked(host.account("cid"), BlockReason.LICENCE_LIMIT);

        adminActivates("cid");
        adminBlocks("cid");
        seats = OptionalLong.of(10);
        SyncReport report = run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.figures().of(PersonResult.UNCHANGED)).isEqualTo(3);
        assertBlockedByTheHost(host.account("cid"));
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void aBlockByAnAdministratorIsNotTakenForTheEarlierOneOfAnInactivePerson(
            TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        run();
        directory.deactivate("3");
        run();
        assertBlocked(host.account("cid"), BlockReason.INACTIVE_IN_DIRECTORY);

        adminActivates("cid");
        adminBlocks("cid");
        run();
        assertBlockedByTheHost(host.account("cid"));
        directory.activate("3");
        run();

        assertBlockedByTheHost(host.account("cid"));
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void aBlockByAnAdministratorIsNotTakenForTheEarlierOneOfAnAbsentPerson(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        run();
        directory.leave("3");
        run();
        assertBlocked(host.account("cid"), BlockReason.REMOVED_FROM_SCOPE);

        adminActivates("cid");
        adminBlocks("cid");
        run();
        assertBlockedByTheHost(host.account("cid"));
        directory.hire(People.person("3", "cid"));
        run();

        assertBlockedByTheHost(host.account("cid"));
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void whoeverWaitsStillWaitsAfterTheHostEditedAnotherColumn(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        host.execute("alter table " + layout.users() + " add last_login timestamp");
        seats = OptionalLong.of(2);
        run();

        host.execute(
                "update " + layout.users() + " set last_login = current_timestamp",
                "update " + layout.users() + " set email = 'somebody@else'");
        run();
        assertBlocked(host.account("cid"), BlockReason.LICENCE_LIMIT);
        seats = OptionalLong.of(3);
        run();

        assertThat(host.account("cid").isActive()).isTrue();
        assertThat(host.rows("select email from " + layout.users() + " order by email nulls last"))
                .containsExactly("ann@x", "null", "null");
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void writingTheSameStatusAgainAsObjectMappersDoChangesNothing(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        seats = OptionalLong.of(2);
        run();
        Account before = host.account("cid");

        adminBlocks("cid");

        assertBlocked(host.account("cid"), BlockReason.LICENCE_LIMIT);
        assertThat(host.account("cid").version()).isEqualTo(before.version());
        seats = OptionalLong.of(3);
        run();
        assertThat(host.account("cid").isActive()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void whomAnAdministratorActivatesIsActiveAndTakesASeat(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        seats = OptionalLong.of(2);
        run();

        adminActivates("cid");
        directory.hire(People.person("4", "dan"));
        seats = OptionalLong.of(3);
        SyncReport report = run();

        assertThat(host.users().activeAccounts()).isEqualTo(3);
        assertThat(host.account("cid").isActive()).isTrue();
        assertThat(report.figures().of(PersonResult.WAITING_FOR_LICENCE)).isEqualTo(1);
        assertBlocked(host.account("dan"), BlockReason.LICENCE_LIMIT);
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void whomAnAdministratorActivatesAlthoughInactiveIsBlockedAgain(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        run();
        directory.deactivate("3");
        run();

        adminActivates("cid");
        run();

        assertBlocked(host.account("cid"), BlockReason.INACTIVE_IN_DIRECTORY);
        directory.activate("3");
        run();
        assertThat(host.account("cid").isActive()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void anAccountThatTheHostDeletedIsCreatedAgain(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        run();
        AccountId before = host.account("cid").id();

        host.execute("delete from " + layout.users() + " where id = '" + before + "'");
        SyncReport report = run();

        assertThat(report.figures().of(PersonResult.IMPORTED)).isEqualTo(1);
        assertThat(host.account("cid").id()).isNotEqualTo(before);
        assertThat(host.account("cid").externalId()).contains(ExternalId.of("3"));
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void theHostsOwnAccountsStayLocal(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        AccountId root = layout.insert(host.database(), "root", true);
        AccountId blocked = layout.insert(host.database(), "former", false);
        List<String> before = host.rows("select * from " + layout.users() + " order by id");

        run();
        directory.everybodyLeaves().hire(People.person("9", "root"));
        run();

        assertThat(host.account(root).owner()).isEmpty();
        assertBlockedByTheHost(host.account(blocked));
        assertThat(host.rows("select * from " + layout.users() + " order by id"))
                .containsAll(before);
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void anOwnerThatNoDirectoryCanHaveIsSaid(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        run();
        AccountId ann = host.account("ann").id();
        boolean side = layout == UsersLayout.SIDE_TABLE;
        host.execute("update " + (side ? "rollcall_account" : "app_user") + " set owner = ' staff ' where "
                + (side ? "account_id" : "id") + " = '" + ann + "'");

        SyncReport report = run();

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.message()).contains("The owner of account " + ann + " is no directory's name");
    }

    // Between plan and apply

    private Consumer<String> edit(String what) {
        return username -> host.execute(layout.edits(username).get(what));
    }

    private SyncReport runWhileSomebodyEdits(String username, String what) {
        Account account = host.account(username);
        UserRepository edited =
                new EditedMeanwhile(host.users(), () -> edit(what).accept(username));
        directory.change("3", person -> person.with("mail", "new@x"));
        SyncReport report = run(edited);
        assertThat(host.account(account.id()).id()).isEqualTo(account.id());
        return report;
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void anEditBetweenPlanAndApplyIsAConflictWhateverWasEdited(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        run();
        for (String what : List.of("username", "field", "status", "owner", "external id", "absence")) {
            SyncReport report = runWhileSomebodyEdits("cid", what);

            assertThat(report.failed()).as(what).hasSize(1);
            assertThat(report.failed().get(0).reason()).as(what).contains("somebody else changed the account");
            assertThat(host.rows("select email from " + layout.users() + " where email = 'new@x'"))
                    .as(what)
                    .isEmpty();
            host.execute("delete from " + layout.users() + " where " + layout.usernameColumn() + " in ('cid', 'cid2')");
            directory.change("3", person -> person.without("mail"));
            run();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void anEditOfAColumnThatRollcallDoesNotKnowIsNoConflict(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        host.execute("alter table " + layout.users() + " add last_login timestamp");
        run();
        Account cid = host.account("cid");
        UserRepository edited = new EditedMeanwhile(
                host.users(), () -> host.execute("update " + layout.users() + " set last_login = current_timestamp"));
        directory.change("3", person -> person.with("mail", "new@x"));

        SyncReport report = run(edited);

        assertThat(report.failed()).isEmpty();
        assertThat(host.rows("select email from " + layout.users() + " where id = '" + cid.id() + "'"))
                .containsExactly("new@x");
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void anAdministratorsBlockBetweenPlanAndApplyStands(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        run();
        directory.deactivate("3");

        SyncReport report = run(new EditedMeanwhile(host.users(), () -> adminBlocks("cid")));

        assertThat(report.failed()).hasSize(1);
        assertBlockedByTheHost(host.account("cid"));
        run();
        assertBlockedByTheHost(host.account("cid"));
    }

    /** Somebody is faster: does something just before the first batch. */
    private static final class EditedMeanwhile implements UserRepository {
        private final UserRepository target;
        private Runnable edit;

        EditedMeanwhile(UserRepository target, Runnable edit) {
            this.target = target;
            this.edit = edit;
        }

        @Override
        public List<ChangeResult> apply(Fence fence, List<Write> batch) {
            edit.run();
            edit = () -> {};
            return target.apply(fence, batch);
        }

        @Override
        public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
            target.scan(owner, fields, accounts);
        }

        @Override
        public List<Holder> holders(DirectoryName owner, Set<Username> names, Set<ExternalId> ids) {
            return target.holders(owner, names, ids);
        }

        @Override
        public List<Account> load(Set<AccountId> ids, Set<String> fields) {
            return target.load(ids, fields);
        }

        @Override
        public long activeAccounts() {
            return target.activeAccounts();
        }
    }
}

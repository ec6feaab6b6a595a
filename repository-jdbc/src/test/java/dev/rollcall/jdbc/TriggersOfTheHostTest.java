package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.Write;
import java.sql.Connection;
import java.util.List;
import java.util.OptionalLong;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What triggers of the host make of a change without a word: what is told is what is there (R41). */
@Tag("slow")
class TriggersOfTheHostTest {

    private static final String DROPPED = "a trigger or rule of the database drops or undoes it";

    @AutoClose
    private HostDatabase host;

    /** A trigger on H2 that makes nothing of an update, and lets it count. */
    public static final class Swallowing implements Trigger {
        @Override
        public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after) {}
    }

    private void postgres(UsersLayout layout, String trigger, String body) {
        host = HostDatabase.open(
                TestDatabase.Kind.POSTGRESQL,
                layout,
                "create function hosts_own() returns trigger language plpgsql as $$ begin " + body + " end $$",
                "create trigger hosts_own before " + trigger + " for each row execute function hosts_own()");
    }

    private void dropRedundantUpdates(UsersLayout layout) {
        String trigger = " before update on %s for each row execute function suppress_redundant_updates_trigger()";
        host = HostDatabase.open(
                TestDatabase.Kind.POSTGRESQL, layout, "create trigger z_last" + String.format(trigger, layout.users()));
        if (layout == UsersLayout.SIDE_TABLE) {
            host.execute("create trigger z_last" + String.format(trigger, "rollcall_account"));
        }
    }

    private void assertDropped(ChangeResult result) {
        assertThat(result.status()).isEqualTo(Status.REFUSED);
        assertThat(result.reason()).isEqualTo(DROPPED);
    }

    // What is there already

    @ParameterizedTest
    @EnumSource
    void whoDropsUpdatesThatChangeNothingRefusesNothing(UsersLayout layout) {
        dropRedundantUpdates(layout);
        host.people("ann", "bob");
        Write update = Writes.field(host.account("bob"), "email", null);

        assertThat(host.statuses(List.of(
                        Writes.block(host.account("ann"), BlockReason.LICENCE_LIMIT),
                        Writes.activate(host.account("bob"), OptionalLong.of(5)))))
                .containsOnly(Status.APPLIED);
        assertThat(host.statuses(List.of(Writes.block(host.account("ann"), BlockReason.REMOVED_FROM_SCOPE), update)))
                .containsOnly(Status.APPLIED);
        assertThat(host.statuses(List.of(Writes.block(host.account("ann"), BlockReason.REMOVED_FROM_SCOPE))))
                .containsExactly(Status.APPLIED);

        assertThat(host.account("ann").blockReason()).contains(BlockReason.REMOVED_FROM_SCOPE);
        assertThat(host.eventIds()).as("one for each").hasSize(2 + 2 + 2 + 1);
    }

    @ParameterizedTest
    @EnumSource
    void whoDropsUpdatesThatChangeNothingLetsANameBeSpelledAsItIs(UsersLayout layout) {
        dropRedundantUpdates(layout);
        host.people("ann");

        assertThat(host.statuses(List.of(Writes.rename(host.account("ann"), "ann"))))
                .containsExactly(Status.APPLIED);
        assertThat(host.statuses(List.of(Writes.rename(host.account("ann"), "Ann"))))
                .containsExactly(Status.APPLIED);

        assertThat(host.usernames()).containsExactly("Ann");
    }

    /** The row holds almost what it is to hold: the column takes no notice of case. */
    @Test
    void whereTheColumnIgnoresCaseADroppedChangeOfCaseIsSeen() {
        postgres(UsersLayout.HOST_TABLE, "update on app_user", "return null;");
        host.people("ann");
        host.execute(
                "create collation ignoring_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "drop trigger hosts_own on app_user",
                "alter table app_user alter column email type varchar(200) collate ignoring_case",
                "update app_user set email = 'ann@x'",
                "create trigger hosts_own before update on app_user for each row execute function hosts_own()");

        assertDropped(
                host.apply(Writes.field(host.account("ann"), "email", "Ann@x")).get(0));
    }

    // What is not there

    @Test
    void whoIsKeptActiveIsNotToldAsBlocked() {
        postgres(
                UsersLayout.HOST_TABLE,
                "update on app_user",
                "if old.login = 'admin' then return old; end if; return new;");
        List<Account> people = host.people("ann", "admin", "bob");
        List<Write> batch = people.stream()
                .map(account -> Writes.block(account, BlockReason.REMOVED_FROM_SCOPE))
                .toList();

        List<ChangeResult> results = host.apply(batch);

        assertThat(results.get(0).status()).isEqualTo(Status.APPLIED);
        assertDropped(results.get(1));
        assertThat(results.get(2).status()).isEqualTo(Status.APPLIED);
        assertThat(host.account("admin").isActive()).isTrue();
        assertThat(host.account("bob").isActive()).isFalse();
        assertThat(host.eventIds()).hasSize(3 + 2).doesNotContainAnyElementsOf(Writes.eventIds(List.of(batch.get(1))));
    }

    @Test
    void whoIsKeptBlockedIsNotToldAsActivated() {
        postgres(
                UsersLayout.SIDE_TABLE,
                "insert or update on users",
                "if new.username like 'kept%' then new.enabled := false; end if; return new;");
        host.people("ann");
        host.apply(Writes.block(host.account("ann"), BlockReason.LICENCE_LIMIT));
        host.execute("update users set username = 'kept ann'");

        List<ChangeResult> results = host.apply(
                Writes.activate(host.account("kept ann"), OptionalLong.of(5)),
                Writes.create("kept out"),
                Writes.create("bob"));

        assertDropped(results.get(0));
        assertDropped(results.get(1));
        assertThat(results.get(2).status()).isEqualTo(Status.APPLIED);
        assertThat(host.usernames()).containsExactly("bob", "kept ann");
        assertThat(host.account("kept ann").isActive()).isFalse();
    }

    @Test
    void anUpdateThatIsSwallowedOnH2IsNotToldAsDone() {
        host = HostDatabase.open(TestDatabase.Kind.H2_MEMORY, UsersLayout.HOST_TABLE);
        host.people("ann");
        host.execute("create trigger swallowing instead of update on app_user for each row call '"
                + Swallowing.class.getName() + "'");

        assertDropped(host.apply(Writes.block(host.account("ann"), BlockReason.REMOVED_FROM_SCOPE))
                .get(0));
        assertThat(host.account("ann").isActive()).isTrue();
    }

    @Test
    void whatIsDroppedWithoutAWordIsCalledThat() {
        postgres(UsersLayout.HOST_TABLE, "insert or update on app_user", "return null;");
        host.execute("alter table app_user disable trigger hosts_own");
        host.people("ann", "bob");
        host.execute("alter table app_user enable trigger hosts_own");

        assertThat(host.apply(
                        Writes.field(host.account("ann"), "email", "new"),
                        Writes.rename(host.account("bob"), "bert"),
                        Writes.create("cid"),
                        Writes.create("dan")))
                .allSatisfy(this::assertDropped);
    }
}

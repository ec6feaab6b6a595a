package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.AccountActs;
import dev.rollcall.AccountActs.HandOver;
import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.Holder;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.Rule;
import dev.rollcall.testkit.Accounts;
import dev.rollcall.testkit.ForwardingRepository;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R46: an act says what it meant, and is refused where it would do nothing or mean two accounts")
class ActsOnNamesAndListsTest {

    private static final ExternalId SOMEBODY = ExternalId.of("E-1");

    private final InMemoryUserRepository table = Accounts.table(account("E-1", "ann"), local("bob"), local("zoe"));
    private final InMemoryAuditLog audit = new InMemoryAuditLog();

    /** A table that keeps spellings apart: beside ann there is another account, of nobody, whose name is Ann. */
    private AccountActs acts(Policy policy) {
        ForwardingRepository spellings = new ForwardingRepository(table) {
            @Override
            public List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
                List<Holder> holders = new ArrayList<>(super.holders(directory, names, ids));
                if (names.contains(Username.of("ann"))) {
                    holders.add(new Holder(AccountId.of("another"), null, Username.of("Ann"), null));
                }
                return holders;
            }
        };
        return SyncEngine.builder(Accounts.DIRECTORY, ScriptedDirectory.of(), spellings)
                .policy(policy)
                .audit(audit)
                .build()
                .acts("jane");
    }

    private AccountActs acts() {
        return acts(Policy.builder().build());
    }

    private AuditEvent lastEvent() {
        return audit.events().get(audit.events().size() - 1);
    }

    private void assertRefused(AccountActs.Result result, Rule rule, String why) {
        assertThat(result.done()).as(result.text()).isFalse();
        assertThat(result.text()).contains(why);
        assertThat(lastEvent().action()).isEqualTo(AuditAction.REFUSED);
        assertThat(lastEvent().outcome()).isEqualTo(AuditEvent.Outcome.FAILURE);
        assertThat(lastEvent().rule()).isEqualTo(rule);
        assertThat(lastEvent().details()).contains(why);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("R13: a line whose name two accounts have is refused with both, and changes neither")
    void aLineWhoseNameTwoAccountsHaveIsRefused(boolean dryRun) {
        List<Account> before = table.all();

        List<AccountActs.Result> results =
                acts().handOver(List.of(new HandOver(Username.of("ANN"), null, null)), dryRun);

        assertThat(results)
                .singleElement()
                .satisfies(result -> assertThat(result.text())
                        .startsWith("2 accounts have the name 'ANN': ")
                        .contains("'ann' (of directory 'staff')", "another 'Ann' (local)"));
        assertThat(results.get(0).done()).isFalse();
        assertThat(table.all()).isEqualTo(before);
        if (!dryRun) {
            assertRefused(results.get(0), Rule.R13, "2 accounts have the name");
        }
    }

    @Test
    @DisplayName("R10, R13: a new name is taken if anybody but the account itself has it")
    void aNewNameIsTakenIfAnybodyElseHasIt() {
        AccountId ann = table.find("ann").orElseThrow().id();

        assertRefused(acts().makeLocal(ann, Username.of("ANN")), Rule.R10, "account another has the name");
    }

    @Test
    @DisplayName("R46: an account named by its id is renamed as it changes hands")
    void anAccountNamedByItsIdIsRenamed() {
        AccountId bob = table.find("bob").orElseThrow().id();

        assertThat(acts().handOver(bob, Username.of("bert")).done()).isTrue();
        assertThat(table.find("bert").orElseThrow().owner()).contains(DirectoryName.of(Accounts.DIRECTORY));
        assertThat(acts().makeLocal(bob, Username.of("bob")).done()).isTrue();
        assertThat(table.find("bob").orElseThrow().owner()).isEmpty();
    }

    @Test
    @DisplayName("R16: who is put on the ignore list is said, and nobody is put there twice")
    void whoIsPutOnTheIgnoreListIsSaid() {
        AccountActs acts = acts();

        assertThat(acts.ignore(SOMEBODY).text()).contains("'ann' (of directory 'staff')");
        assertThat(acts.ignore(ExternalId.of("e-1")).text()).contains("no account of the directory has this id");
        assertRefused(acts.ignore(SOMEBODY), Rule.R16, "already");
        assertThat(acts.ignored()).containsExactlyInAnyOrder(SOMEBODY, ExternalId.of("e-1"));
    }

    @Test
    @DisplayName("R16: nobody is taken off the ignore list who is not on it")
    void nobodyIsTakenOffWhoIsNotOnIt() {
        AccountActs acts = acts();
        acts.ignore(SOMEBODY);

        assertRefused(acts.unignore(ExternalId.of("e-1")), Rule.R16, "not on the ignore list");
        assertThat(acts.ignored()).containsExactly(SOMEBODY);
    }

    @Test
    @DisplayName("R16: whom the policy names no act takes off, and who is named by both is still left alone")
    void whomThePolicyNamesNoActTakesOff() {
        AccountActs acts = acts(Policy.builder().ignore(List.of(SOMEBODY)).build());

        assertRefused(acts.unignore(SOMEBODY), Rule.R16, "the configuration names the id");
        acts.ignore(SOMEBODY);
        assertThat(acts.unignore(SOMEBODY).text()).contains("still left alone");
        assertThat(acts.ignored()).isEmpty();
    }
}

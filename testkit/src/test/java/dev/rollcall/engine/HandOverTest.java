package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.AccountActs;
import dev.rollcall.AccountActs.HandOver;
import dev.rollcall.account.Account;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R9, R46: accounts that are handed over and made local")
class HandOverTest {

    private static HandOver line(String existing, String newName, DirectoryName target) {
        return new HandOver(Username.of(existing), newName == null ? null : Username.of(newName), target);
    }

    private static List<Boolean> done(List<AccountActs.Result> results) {
        return results.stream().map(AccountActs.Result::done).toList();
    }

    @Test
    @DisplayName("R9: local, renamed, handed over: the next sync adopts the account instead of creating another")
    void theDocumentsProcedure() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "anna").with("title", "x")), account("1", "ann"));
        AccountActs acts = host.engine().acts("jane");
        AccountId ann = host.idOf("ann");

        assertThat(acts.makeLocal(ann).done()).isTrue();
        assertThat(host.account("ann").externalId()).contains(ExternalId.of("1"));
        SyncReport between = host.run();
        assertThat(between.rejected())
                .singleElement()
                .satisfies(step -> assertThat(step.refusal()).isEqualTo(RefusalCode.HELD_LOCALLY));
        assertThat(host.table.all()).hasSize(1);
        host.table.edit(ann, copy -> copy.username(Username.of("anna")));
        host.run();
        assertThat(host.table.all()).hasSize(1);
        assertThat(acts.handOver(ann).done()).isTrue();
        assertThat(host.account("anna").externalId()).isEmpty();

        SyncReport adopting = host.run();

        assertThat(adopting.figures().of(PersonResult.UPDATED)).isEqualTo(1);
        assertThat(host.rows()).containsExactly("anna of staff as 1: ACTIVE {title=x}");
        assertThat(host.events(AuditAction.MADE_LOCAL)).hasSize(1);
        assertThat(host.events(AuditAction.HANDED_OVER)).hasSize(1);
        assertThat(host.account("anna").id()).isEqualTo(ann);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("R9, R40: the procedure works with a sync running in its middle, at whatever place")
    void theProcedureWorksWithASyncInItsMiddle(int place) {
        Host host = Host.of(
                ScriptedDirectory.of(person("1", "anna"), person("2", "bob")),
                account("1", "ann"),
                account("2", "bob"));
        AccountActs acts = host.engine().acts("jane");
        AccountId ann = host.idOf("ann");
        host.directory.beforePerson(place, () -> {
            assertThat(acts.makeLocal(ann).done()).isTrue();
            host.table.edit(ann, copy -> copy.username(Username.of("anna")));
            assertThat(acts.handOver(ann).done()).isTrue();
        });

        host.run();

        assertThat(host.account("anna").isActive()).isTrue();
        host.directory.behaves();
        host.run();
        assertThat(host.rows()).containsExactly("anna of staff as 1: ACTIVE {}", "bob of staff as 2: ACTIVE {}");
    }

    @Test
    @DisplayName("R22: an account that is handed over and that nobody claims is blocked, and the audit says so")
    void anAccountThatNobodyClaimsIsBlocked() {
        Host host = Host.of(ScriptedDirectory.of(person("2", "bob")), local("temp"), account("2", "bob"));
        host.engine().acts("jane").handOver(host.idOf("temp"));

        host.run();

        assertThat(host.account("temp").isActive()).isFalse();
        assertThat(host.events(AuditAction.BLOCKED))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).contains("handed over"));
    }

    @Test
    @DisplayName("R46: a list is handed over line by line, and a refused line harms no other")
    void aListIsHandedOverLineByLine() {
        Host host = Host.of(
                ScriptedDirectory.of(person("1", "anna"), person("2", "bob")),
                local("ann"),
                unlinked("bob"),
                account("7", "cid"),
                local("dan"),
                local("eve"),
                local("fay"),
                local("gus"));
        List<HandOver> lines = List.of(
                line("ann", "anna", Host.STAFF),
                line("nobody", null, Host.STAFF),
                line("bob", null, Host.STAFF),
                line("cid", "cid.local", null),
                line("dan", "gus", Host.STAFF),
                line("eve", "same", Host.STAFF),
                line("fay", "SAME", Host.STAFF),
                line("gus", null, DirectoryName.of("contractors")));
        AccountActs acts = host.engine().acts("jane");
        List<Account> before = host.everything();

        List<AccountActs.Result> planned = acts.handOver(lines, true);

        assertThat(host.everything()).isEqualTo(before);
        assertThat(host.audit.events()).isEmpty();
        List<AccountActs.Result> done = acts.handOver(lines, false);
        assertThat(done(done)).containsExactly(true, false, false, true, false, false, false, false);
        assertThat(planned).isEqualTo(done);
        assertThat(host.account("anna").owner()).contains(Host.STAFF);
        assertThat(host.account("cid.local").owner()).isEmpty();
        assertThat(host.account("cid.local").externalId()).contains(ExternalId.of("7"));
        assertThat(host.events(AuditAction.HANDED_OVER)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a\u0000b", "a\u200Bb", "a\u202Eb"})
    @DisplayName("R13, R46: a new username that is blank or malformed is refused")
    void aNewUsernameThatIsMalformedIsRefused(String name) {
        Host host = Host.of(ScriptedDirectory.of(), local("ann"));

        List<AccountActs.Result> results =
                host.engine().acts("jane").handOver(List.of(line("ann", name, Host.STAFF)), false);

        assertThat(done(results)).containsExactly(false);
        assertThat(host.account("ann").owner()).isEmpty();
    }

    @Test
    @DisplayName("R46: the dry run of a list whose lines build on one another says what the list then does")
    void theDryRunOfAListWhoseLinesBuildOnOneAnother() {
        Host host = Host.of(ScriptedDirectory.of(), local("ann"), local("bob"), local("cid"));
        AccountActs acts = host.engine().acts("jane");
        List<HandOver> lines = List.of(
                line("bob", "bert", Host.STAFF),
                line("ann", "bob", Host.STAFF),
                line("cid", null, Host.STAFF),
                line("cid", null, Host.STAFF),
                line("bert", "bill", null));

        List<AccountActs.Result> planned = acts.handOver(lines, true);

        assertThat(done(planned)).isEqualTo(done(acts.handOver(lines, false)));
    }
}

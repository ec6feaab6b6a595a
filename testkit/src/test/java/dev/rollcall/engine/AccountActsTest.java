package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.AccountActs;
import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.rules.Rule;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.RunFailedException;
import dev.rollcall.run.SyncListener;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("R46: what an administrator may do by hand")
class AccountActsTest {

    private static final AccountId ANN = AccountId.of("acc-ann");
    private static final AccountId NOBODY = AccountId.of("no-such-account");

    private final Host host = Host.of(
            ScriptedDirectory.of(person("1", "ann"), person("2", "bob")),
            account("1", "ann"),
            account("2", "bob").blocked(BlockReason.LICENCE_LIMIT),
            account("9", "old"),
            local("root"),
            account("1", "con").ownedBy("contractors"));

    private AccountActs jane() {
        return host.engine().acts("jane");
    }

    private void assertDone(AccountActs.Result result, AuditAction action, String subject) {
        assertThat(result.done()).as(result.text()).isTrue();
        assertThat(host.audit.events()).last().satisfies(event -> {
            assertThat(event.action()).isEqualTo(action);
            assertThat(event.actor()).isEqualTo("jane");
            assertThat(event.runId()).isNull();
            assertThat(event.rule()).isEqualTo(Rule.R46);
            assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.SUCCESS);
            assertThat(event.subject().username()).isEqualTo(subject);
        });
    }

    private void assertRefused(AccountActs.Result result, String why, List<Account> before) {
        assertThat(result.done()).isFalse();
        assertThat(result.text()).contains(why);
        assertThat(host.everything()).isEqualTo(before);
        assertThat(host.audit.events()).last().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.REFUSED);
            assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.FAILURE);
            assertThat(event.actor()).isEqualTo("jane");
            assertThat(event.details()).contains(why);
        });
    }

    @Test
    @DisplayName("R46, R26: a block stays until an administrator lifts it")
    void aBlockStays() {
        assertDone(jane().block(ANN), AuditAction.BLOCKED, "ann");

        host.run();

        assertThat(host.account("ann").blockReason()).contains(BlockReason.MANUAL);
        assertDone(jane().activate(ANN), AuditAction.ACTIVATED, "ann");
        host.run();
        assertThat(host.account("ann").isActive()).isTrue();
    }

    @Test
    @DisplayName("R46: accounts of every owner can be blocked and activated")
    void accountsOfEveryOwnerCanBeBlocked() {
        assertThat(jane().block(host.idOf("root")).done()).isTrue();
        assertThat(jane().block(host.idOf("con")).done()).isTrue();
        assertThat(jane().activate(host.idOf("root")).done()).isTrue();
    }

    @Test
    @DisplayName("R46, R41: a block of somebody blocked before gives another reason, and nobody is told of a block")
    void aBlockOfSomebodyBlockedBeforeGivesAnotherReason() {
        List<AuditEvent> blocked = new ArrayList<>();
        host.with(parts -> parts.listener(new SyncListener() {
            @Override
            public void blocked(AuditEvent event) {
                blocked.add(event);
            }
        }));

        assertDone(jane().block(host.idOf("bob")), AuditAction.REASON_CHANGED, "bob");

        assertThat(host.account("bob").blockReason()).contains(BlockReason.MANUAL);
        assertThat(blocked).isEmpty();
    }

    @Test
    @DisplayName("R46: a listener is told of an act as of a change of a run")
    void aListenerIsToldOfAnAct() {
        List<AuditEvent> blocked = new ArrayList<>();
        host.with(parts -> parts.listener(new SyncListener() {
            @Override
            public void blocked(AuditEvent event) {
                blocked.add(event);
            }
        }));

        jane().block(ANN);

        assertThat(blocked).hasSize(1);
    }

    @Test
    @DisplayName("R46: what cannot be done is refused, audited, and leaves everything as it is")
    void whatCannotBeDoneIsRefused() {
        host.policy(Host.GUARDED.toBuilder().protect(Set.of(ANN)).build());
        assertRefused(jane().block(ANN), "protected", host.everything());
        assertRefused(jane().activate(ANN), "active", host.everything());
        assertRefused(jane().handOver(ANN), "belongs to the directory already", host.everything());
        assertRefused(jane().makeLocal(host.idOf("root")), "local already", host.everything());
        jane().block(host.idOf("root"));
        assertRefused(jane().block(host.idOf("root")), "already", host.everything());
    }

    @Test
    @DisplayName("R46: an account that is not there is refused")
    void anAccountThatIsNotThereIsRefused() {
        assertThat(List.of(
                        jane().block(NOBODY),
                        jane().activate(NOBODY),
                        jane().handOver(NOBODY),
                        jane().makeLocal(NOBODY),
                        jane().relink(NOBODY, ExternalId.of("5"))))
                .allSatisfy(result -> {
                    assertThat(result.done()).isFalse();
                    assertThat(result.text()).contains("no-such-account");
                });
        assertThat(host.repository.changes()).isEmpty();
    }

    @Test
    @DisplayName("R32, R46: an activation needs a seat")
    void anActivationNeedsASeat() {
        host.seats(4);
        assertRefused(jane().activate(host.idOf("bob")), "no free seat", host.everything());
        host.seats(5);
        assertThat(jane().activate(host.idOf("bob")).done()).isTrue();
    }

    @Test
    @DisplayName("R30, R46: a licence source that fails activates nobody, and its text is not repeated")
    void aLicenceSourceThatFailsActivatesNobody() {
        host.licence(() -> {
            throw new IllegalStateException("s3cr3t-token");
        });

        AccountActs.Result result = jane().activate(host.idOf("bob"));

        assertRefused(result, "IllegalStateException", host.everything());
        assertThat(result.text() + host.audit.events()).doesNotContain("s3cr3t-token");
    }

    @Test
    @DisplayName("R40, R46: somebody else's change meanwhile is a refusal")
    void somebodyElsesChangeMeanwhileIsARefusal() {
        host.repository.before(
                WatchedRepository.Call.APPLY, () -> host.table.edit(ANN, copy -> copy.field("title", "by hand")));

        AccountActs.Result result = jane().block(ANN);

        assertRefused(result, "somebody else", host.everything());
        assertThat(host.account("ann").isActive()).isTrue();
    }

    @Test
    @DisplayName("R39, R46: what the repository refuses is a refusal with its reason")
    void whatTheRepositoryRefusesIsARefusal() {
        host.repository.refusing(change -> change instanceof Change.Block);

        assertRefused(jane().block(ANN), "refused by the test", host.everything());
    }

    @Test
    @DisplayName("R46, R11: an account is relinked when its old id is gone, and the next run keeps it")
    void anAccountIsRelinkedWhenItsOldIdIsGone() {
        host.directory.hire(person("10", "old"));

        assertDone(jane().relink(host.idOf("old"), ExternalId.of("10")), AuditAction.RELINKED, "old");

        host.run();
        assertThat(host.account("old").isActive()).isTrue();
        assertThat(host.account("old").externalId()).contains(ExternalId.of("10"));
    }

    @Test
    @DisplayName("R46: relinking is refused while the old id is in scope, rejected or not, or somebody is unidentified")
    void relinkingIsRefusedWhileTheOldIdIsInScope() {
        assertRefused(jane().relink(ANN, ExternalId.of("10")), "still in scope", host.everything());
        host.directory.unreadable("1", "short row");
        assertRefused(jane().relink(ANN, ExternalId.of("10")), "still in scope", host.everything());
        host.directory.behaves().unidentifiable("2", "no id");
        assertRefused(
                jane().relink(host.idOf("old"), ExternalId.of("10")), "could not be identified", host.everything());
    }

    @Test
    @DisplayName("R46: relinking is refused to an id that somebody has, and for an account of another owner")
    void relinkingIsRefusedToAnIdThatSomebodyHas() {
        assertRefused(jane().relink(host.idOf("old"), ExternalId.of("2")), "acc-bob", host.everything());
        assertRefused(jane().relink(host.idOf("con"), ExternalId.of("7")), "does not belong", host.everything());
        assertRefused(jane().relink(host.idOf("root"), ExternalId.of("7")), "does not belong", host.everything());
        assertRefused(jane().relink(host.idOf("old"), ExternalId.of("9")), "already", host.everything());
    }

    @Test
    @DisplayName("R46: relinking fails where the directory cannot be read completely")
    void relinkingFailsWhereTheDirectoryCannotBeRead() {
        host.directory.diesAt(1);

        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> jane().relink(host.idOf("old"), ExternalId.of("10")))
                .satisfies(e -> assertThat(e.failureCause()).contains(FailureCause.DIRECTORY_UNAVAILABLE));
        assertThat(host.repository.changes()).isEmpty();
    }

    @Test
    @Timeout(60)
    @DisplayName("R38, R46: cancel() ends the read of a relink")
    void cancelEndsTheReadOfARelink() {
        SyncEngine engine = host.engine();
        AccountId old = host.idOf("old");
        host.directory.beforePerson(1, engine::cancel).hangsAt(1);

        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> engine.acts("jane").relink(old, ExternalId.of("10")))
                .satisfies(e -> assertThat(e.failureCause()).isEmpty());
        assertThat(host.directory.interruptions()).isEqualTo(1);
    }

    @Test
    @DisplayName("R9, R46: an account without external id can be linked by hand, to somebody who is there")
    void anAccountWithoutExternalIdCanBeLinkedByHand() {
        host.table.put(unlinked("mia").build());
        host.directory.hire(person("12", "mia"));

        assertRefused(jane().relink(host.idOf("mia"), ExternalId.of("21")), "not in scope", host.everything());
        assertThat(jane().relink(host.idOf("mia"), ExternalId.of("12")).done()).isTrue();
    }

    @Test
    @DisplayName("R46: the ignore list is audited")
    void theIgnoreListIsAudited() {
        jane().ignore(ExternalId.of("1"));
        jane().unignore(ExternalId.of("1"));

        assertThat(host.events(AuditAction.IGNORE_LIST_CHANGED))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.subject().externalId()).isEqualTo(ExternalId.of("1")));
        assertThat(jane().ignored()).isEmpty();
    }
}

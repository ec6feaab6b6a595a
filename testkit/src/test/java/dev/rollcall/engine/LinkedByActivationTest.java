package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.Policy;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R9, R11, R41: an account that receives its link with its activation")
class LinkedByActivationTest {

    private static final FieldChange LINK = new FieldChange(FieldChange.EXTERNAL_ID, null, "1", false);

    private final Host host = Host.of(
            ScriptedDirectory.of(person("1", "ann").with("title", "new")),
            unlinked("ann").blocked(BlockReason.REMOVED_FROM_SCOPE));

    private List<FieldChange> changes(AuditAction action) {
        return host.events(action).stream()
                .flatMap(event -> event.changes().stream())
                .toList();
    }

    @Test
    @DisplayName("R34, R41: the activation tells of the link, and the update of the rest, as the plan said")
    void theActivationTellsOfTheLinkAndTheUpdateOfTheRest() {
        List<String> planned = new ArrayList<>();
        try (SyncPlan plan = host.engine().plan()) {
            plan.forEach(step -> planned.add(step.kind() + " " + step.changes() + " " + step.rule()));
        }

        SyncReport report = host.run();

        assertThat(planned)
                .containsExactly("ACTIVATE [externalId: (none) -> '1'] R25", "UPDATE [title: (none) -> 'new'] R18");
        assertThat(changes(AuditAction.ACTIVATED)).containsExactly(LINK);
        assertThat(changes(AuditAction.UPDATED)).containsExactly(new FieldChange("title", null, "new", false));
        assertThat(report.figures().of(Count.LINKED)).isEqualTo(1);
        assertThat(report.figures().of(Count.UPDATED)).isEqualTo(1);
        assertThat(host.rows()).containsExactly("ann of staff as 1: ACTIVE {title=new}");
    }

    @Test
    @DisplayName("R41: where the update is then refused, the link is not told as refused")
    void theLinkIsNotToldAsRefused() {
        host.repository.refusing(change -> change instanceof Change.Update);

        SyncReport report = host.run();

        assertThat(host.account("ann").externalId()).contains(ExternalId.of("1"));
        assertThat(changes(AuditAction.ACTIVATED)).containsExactly(LINK);
        assertThat(report.failed())
                .singleElement()
                .satisfies(step -> assertThat(step.changes())
                        .extracting(FieldChange::field)
                        .containsExactly("title"));
        assertThat(report.figures().of(Count.LINKED)).isEqualTo(1);
    }

    @Test
    @DisplayName("R9, R29: without a seat there is no activation, and the link comes alone")
    void withoutASeatTheLinkComesAlone() {
        host.seats(0).run();

        assertThat(host.rows()).containsExactly("ann of staff as 1: LICENCE_LIMIT {title=new}");
        assertThat(changes(AuditAction.UPDATED)).contains(LINK);
    }

    @Test
    @DisplayName("R9, R39: where the activation is refused, the link comes with the update")
    void whereTheActivationIsRefusedTheLinkComesWithTheUpdate() {
        host.repository.refusing(change -> change instanceof Change.Activate);

        host.run();

        assertThat(host.rows()).containsExactly("ann of staff as 1: REMOVED_FROM_SCOPE {title=new}");
        assertThat(changes(AuditAction.UPDATED)).contains(LINK);
    }

    @Test
    @DisplayName("R11, R38, R41: a run that dies after the activation has told of the new id")
    void aRunThatDiesAfterTheActivationHasToldOfTheNewId() {
        Host relinking = Host.of(
                        ScriptedDirectory.of(person("2", "ann").with("title", "new")),
                        account("1", "ann").blocked(BlockReason.REMOVED_FROM_SCOPE))
                .policy(Host.GUARDED.toBuilder().relinking(true).build());
        relinking.repository.beforeChange(change -> {
            if (change instanceof Change.Update) {
                throw new IllegalStateException("down");
            }
        });

        assertThat(relinking.run().cause()).contains(FailureCause.REPOSITORY_DOWN);

        assertThat(relinking.events(AuditAction.ACTIVATED))
                .singleElement()
                .satisfies(event -> assertThat(event.changes())
                        .containsExactly(new FieldChange(FieldChange.EXTERNAL_ID, "1", "2", false)))
                .satisfies(event -> assertThat(event.details()).contains("R11"));
        relinking.repository.behaves();
        relinking.run();
        assertThat(relinking.rows()).containsExactly("ann of staff as 2: ACTIVE {title=new}");
    }

    @Test
    @DisplayName("R35, R41: with nothing else to change, the activation is the only write, and nobody failed")
    void withNothingElseToChangeTheActivationIsTheOnlyWrite() {
        host.policy(Policy.ofDefaults());

        SyncReport report = host.run();

        assertThat(host.repository.changes()).extracting(Change::kind).containsExactly(Change.Kind.ACTIVATE);
        assertThat(host.audit.events())
                .filteredOn(event -> event.action().isChange())
                .extracting(AuditEvent::action)
                .containsExactly(AuditAction.ACTIVATED);
        assertThat(report.failed()).isEmpty();
        assertThat(report.figures().of(Count.UPDATED)).isEqualTo(1);
        assertThat(host.run().figures().of(Count.UPDATED)).isZero();
    }
}

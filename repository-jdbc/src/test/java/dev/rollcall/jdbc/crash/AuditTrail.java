package dev.rollcall.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.identity.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The audit log, compared with what became of the accounts. */
final class AuditTrail {

    private static final List<String> FIELDS = List.of("username", "externalId", "email", "fullName");

    private static final int SHOWN = 20;

    private final List<AuditEvent> events = new ArrayList<>();

    private AuditTrail() {}

    static AuditTrail of(HostDatabase database) {
        AuditTrail trail = new AuditTrail();
        database.rollcall().auditLog().find(AuditQuery.everything(), trail.events::add);
        return trail;
    }

    List<AuditEvent> events() {
        return events;
    }

    /** The events that tell of a change which was made. */
    List<AuditEvent> changes() {
        return events.stream()
                .filter(event -> event.action().isChange() && event.outcome() == AuditEvent.Outcome.SUCCESS)
                .toList();
    }

    /** No change without its event, no event without its change: each once, with the values before and after. */
    void tellsHow(Picture atFirst, Picture now, String when) {
        Map<String, List<AuditEvent>> byAccount = new HashMap<>();
        for (AuditEvent event : changes()) {
            AccountId account = event.subject().accountId();
            assertThat(account).as("the account of the event %s", event).isNotNull();
            byAccount
                    .computeIfAbsent(String.valueOf(account), unused -> new ArrayList<>())
                    .add(event);
        }
        List<String> wrong = new ArrayList<>();
        for (String key : atFirst.keysWith(now)) {
            Picture.Row before = atFirst.rows().get(key);
            Picture.Row after = now.rows().get(key);
            if (after == null) {
                wrong.add(key + " is gone: " + before);
            } else {
                List<AuditEvent> told = Objects.requireNonNullElse(byAccount.remove(after.id()), List.of());
                compare(before, after, told, wrong);
            }
        }
        byAccount.forEach((id, told) -> wrong.add("there is no account " + id + ", of which is told " + told));
        assertThat(wrong.stream().limit(SHOWN))
                .as("%s differences between the audit log and the accounts, %s", wrong.size(), when)
                .isEmpty();
    }

    private static void compare(
            Picture.@Nullable Row before, Picture.Row after, List<AuditEvent> told, List<String> wrong) {
        List<AuditAction> actions =
                told.stream().map(AuditEvent::action).sorted().toList();
        if (!actions.equals(expected(before, after))) {
            wrong.add("told " + actions + " but became, from " + before + ", " + after);
        }
        TreeSet<String> changed = new TreeSet<>();
        for (FieldChange change :
                told.stream().flatMap(event -> event.changes().stream()).toList()) {
            changed.add(change.field());
            String old = before == null ? null : before.value(change.field());
            if (!Objects.equals(old, change.before()) || !Objects.equals(after.value(change.field()), change.after())) {
                wrong.add("told " + change + " but became, from " + before + ", " + after);
            }
        }
        for (String field : FIELDS) {
            boolean differs = before != null && !Objects.equals(before.value(field), after.value(field));
            if (differs && !changed.contains(field)) {
                wrong.add("told of " + changed + " but became, from " + before + ", " + after);
            }
        }
    }

    private static List<AuditAction> expected(Picture.@Nullable Row before, Picture.Row after) {
        if (before == null) {
            return List.of(AuditAction.CREATED);
        }
        List<AuditAction> actions = new ArrayList<>();
        if (!before.statusHalf().equals(after.statusHalf())) {
            actions.add(
                    after.isActive()
                            ? AuditAction.ACTIVATED
                            : before.isActive() ? AuditAction.BLOCKED : AuditAction.REASON_CHANGED);
        }
        boolean linked =
                !Objects.equals(before.externalId(), after.externalId()) && !before.isLinkedByActivation(after);
        if (linked || !before.rest().equals(after.rest())) {
            boolean absence = !Objects.equals(before.absentSince(), after.absentSince());
            actions.add(absence ? AuditAction.ABSENCE_NOTED : AuditAction.UPDATED);
        }
        return actions.stream().sorted().toList();
    }

    /** As the events tell, nobody was given a seat while that many accounts were active. */
    void grantsNoSeatBeyond(long limit, Picture atFirst, Picture now, String when) {
        Map<String, Picture.Row> byId = new HashMap<>();
        now.rows().values().forEach(row -> byId.put(row.id(), row));
        long active = atFirst.active();
        for (AuditEvent event : changes()) {
            Picture.Row row = byId.get(String.valueOf(event.subject().accountId()));
            boolean granted = event.action() == AuditAction.ACTIVATED
                    || (event.action() == AuditAction.CREATED && row != null && row.isActive());
            active += granted ? 1 : event.action() == AuditAction.BLOCKED ? -1 : 0;
            if (granted) {
                assertThat(active)
                        .as("active accounts after %s, %s", event, when)
                        .isLessThanOrEqualTo(limit);
            }
        }
        assertThat(now.active()).as("active accounts in the end, %s", when).isEqualTo(active);
    }
}

package dev.rollcall.testkit;

import dev.rollcall.account.Change;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.rules.Rule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The audit events that go with the changes of a contract test, like those that the engine would send. */
final class ContractEvents {

    private static final DirectoryName DIRECTORY = DirectoryName.of("staff");
    private static final Instant TIME = Instant.parse("2024-03-06T01:02:03.456Z");

    private ContractEvents() {}

    /** A change with the event that tells of it, or one for each rename of a cycle. */
    static Write write(Change change) {
        return new Write(change, of(change));
    }

    /** The same with an event that has long texts and values of all sorts. */
    static Write wordy(Change change) {
        AuditEvent event = of(change).get(0);
        return new Write(
                change,
                List.of(new AuditEvent(
                        UUID.randomUUID().toString(),
                        event.time(),
                        event.directory(),
                        "run-4711",
                        "O'Neil; \u05D0\u05D1 \uD83D\uDE00",
                        event.action(),
                        event.outcome(),
                        event.subject(),
                        event.rule(),
                        "because ".repeat(1_000) + "\r\n\"that's why\"",
                        List.of(
                                new FieldChange("displayName", null, "line\nbreak \uD83D\uDE00", false),
                                new FieldChange("email", "x".repeat(5_000), null, false),
                                new FieldChange("salary", "1", "2", true)))));
    }

    private static List<AuditEvent> of(Change change) {
        return switch (change.kind()) {
            case CREATE -> {
                Change.Create create = (Change.Create) change;
                Subject nobodyYet = new Subject(create.username().value(), create.externalId(), null);
                yield List.of(event(AuditAction.CREATED, Rule.R16, nobodyYet, null));
            }
            case BLOCK -> List.of(event(AuditAction.BLOCKED, Rule.R21, ((Change.Block) change).account()));
            case ACTIVATE -> List.of(event(AuditAction.ACTIVATED, Rule.R25, ((Change.Activate) change).account()));
            case UPDATE -> List.of(update((Change.Update) change));
            case RENAME_CYCLE ->
                ((Change.RenameCycle) change)
                        .updates().stream().map(ContractEvents::update).toList();
            case REASSIGN -> List.of(event(AuditAction.HANDED_OVER, Rule.R46, ((Change.Reassign) change).account()));
        };
    }

    private static AuditEvent update(Change.Update update) {
        Subject subject = new Subject(null, update.externalId(), update.account());
        String name = update.username() == null ? null : update.username().value();
        return event(AuditAction.UPDATED, Rule.R18, subject, name);
    }

    private static AuditEvent event(AuditAction action, Rule rule, AccountId account) {
        return event(action, rule, new Subject(null, null, account), null);
    }

    private static AuditEvent event(AuditAction action, Rule rule, Subject subject, @Nullable String newName) {
        List<FieldChange> changes =
                newName == null ? List.of() : List.of(new FieldChange(FieldChange.USERNAME, null, newName, false));
        return new AuditEvent(
                UUID.randomUUID().toString(),
                TIME,
                DIRECTORY,
                null,
                "contract test",
                action,
                AuditEvent.Outcome.SUCCESS,
                subject,
                rule,
                rule.title(),
                changes);
    }
}

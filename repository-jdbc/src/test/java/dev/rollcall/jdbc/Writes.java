package dev.rollcall.jdbc;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.rules.Rule;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Changes with their events, in few words. */
final class Writes {

    static final DirectoryName STAFF = DirectoryName.of("staff");
    static final DirectoryName PARTNERS = DirectoryName.of("partners");
    static final Instant MONDAY = Instant.parse("2024-03-04T08:15:30.123Z");

    private Writes() {}

    /** Creates an active account, its external id being made of its name. */
    static Write create(String username) {
        return create(STAFF, username, Map.of());
    }

    static Write create(DirectoryName owner, String username, Map<String, String> fields) {
        return create(owner, username, fields, OptionalLong.empty());
    }

    static Write create(DirectoryName owner, String username, Map<String, String> fields, OptionalLong seats) {
        return create(owner, "id of " + username, username, fields, seats);
    }

    static Write creation(String externalId, String username) {
        return create(STAFF, externalId, username, Map.of(), OptionalLong.empty());
    }

    private static Write create(
            DirectoryName owner, String externalId, String username, Map<String, String> fields, OptionalLong seats) {
        return write(
                AuditAction.CREATED,
                username,
                new Change.Create(owner, ExternalId.of(externalId), Username.of(username), fields, null, seats));
    }

    static Write block(Account account, BlockReason reason) {
        return write(
                AuditAction.BLOCKED,
                account.username().value(),
                new Change.Block(account.id(), account.version(), reason, MONDAY));
    }

    static Write activate(Account account, OptionalLong seats) {
        return write(
                AuditAction.ACTIVATED,
                account.username().value(),
                new Change.Activate(account.id(), account.version(), null, seats));
    }

    static Write rename(Account account, String username) {
        return write(AuditAction.UPDATED, account.username().value(), renaming(account, username));
    }

    static Write cycle(Change.Update... updates) {
        return write(AuditAction.UPDATED, "", new Change.RenameCycle(Arrays.asList(updates)));
    }

    static Change.Update renaming(Account account, String username) {
        return new Change.Update(account.id(), account.version(), null, Username.of(username), Map.of(), null);
    }

    static Write field(Account account, String field, @Nullable String value) {
        return write(
                AuditAction.UPDATED,
                account.username().value(),
                new Change.Update(
                        account.id(), account.version(), null, null, Collections.singletonMap(field, value), null));
    }

    /** The ids of the events that these are to leave. */
    static List<String> eventIds(List<Write> writes) {
        return writes.stream()
                .flatMap(write -> write.events().stream())
                .map(AuditEvent::id)
                .toList();
    }

    /** So many usernames, in alphabetical order up to a thousand: {@code person000}, {@code person001} ... */
    static List<String> names(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> String.format("person%03d", i))
                .toList();
    }

    private static Write write(AuditAction action, String username, Change change) {
        AuditEvent event = new AuditEvent(
                UUID.randomUUID().toString(),
                MONDAY,
                STAFF,
                null,
                "",
                action,
                AuditEvent.Outcome.SUCCESS,
                new Subject(username, null, null),
                Rule.R16,
                "",
                List.of());
        return new Write(change, List.of(event));
    }
}

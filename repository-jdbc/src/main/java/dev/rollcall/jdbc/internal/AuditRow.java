package dev.rollcall.jdbc.internal;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.jdbc.AuditPosition;
import dev.rollcall.rules.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as a row of the audit log.
 *
 * @param position its place in the log
 * @param event the event
 */
public record AuditRow(AuditPosition position, AuditEvent event) {

    /** The columns that an event is written to. */
    static final List<String> WRITTEN = List.of(
            "event_id",
            "occurred_at",
            "directory",
            "run_id",
            "actor",
            "actor_key",
            "action",
            "outcome",
            "subject_username",
            "subject_key",
            "subject_external_id",
            "account_id",
            "rule",
            "details",
            "changes");

    /** The columns that {@link #read} reads. */
    static final String READ =
            "seq, occurred_at, event_id, directory, run_id, actor, action, outcome, subject_username,"
                    + " subject_external_id, account_id, rule, details, changes";

    private static final String TABLE = "rollcall_audit";

    /** An index row has to fit into a part of a page; a name that is longer is told from others when it is read. */
    private static final int KEY_LENGTH = 200;

    /** The values for {@link #WRITTEN}. */
    static List<@Nullable Object> values(AuditEvent event) {
        Subject subject = event.subject();
        String username = Texts.storableOrNull(subject.username());
        String actor = Texts.storable(event.actor());
        return Arrays.asList(
                Texts.storable(event.id()),
                Moments.stored(event.time()),
                Texts.storable(event.directory().value()),
                Texts.storableOrNull(event.runId()),
                actor,
                key(actor),
                event.action().name(),
                event.outcome().name(),
                username,
                username == null ? null : key(username),
                subject.externalId() == null
                        ? null
                        : Texts.storable(subject.externalId().value()),
                subject.accountId() == null
                        ? null
                        : Texts.storable(subject.accountId().value()),
                Constants.nameOrNull(event.rule()),
                Texts.storable(event.details()),
                ChangesText.of(event.changes()));
    }

    /** What a name is looked up by; empty for a blank one. */
    static String key(String name) {
        String folded = NameFolding.fold(name);
        if (folded.length() <= KEY_LENGTH) {
            return folded;
        }
        boolean splits = Character.isHighSurrogate(folded.charAt(KEY_LENGTH - 1));
        return folded.substring(0, splits ? KEY_LENGTH - 1 : KEY_LENGTH);
    }

    /** Reads a row of the columns {@link #READ}. */
    static AuditRow read(ResultSet row) throws SQLException {
        Instant time = Session.requiredInstant(row, 2);
        String externalId = row.getString(10);
        String account = row.getString(11);
        Subject subject = new Subject(
                row.getString(9),
                externalId == null ? null : ExternalId.of(externalId),
                account == null ? null : AccountId.of(account));
        return new AuditRow(
                new AuditPosition(time, row.getLong(1)),
                new AuditEvent(
                        row.getString(3),
                        time,
                        DirectoryName.of(row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        Constants.constant(AuditAction.class, TABLE, "action", row.getString(7)),
                        Constants.constant(AuditEvent.Outcome.class, TABLE, "outcome", row.getString(8)),
                        subject,
                        Constants.constantOrNull(Rule.class, TABLE, "rule", row.getString(12)),
                        row.getString(13),
                        ChangesText.parse(row.getString(14))));
    }
}

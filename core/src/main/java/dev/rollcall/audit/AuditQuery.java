package dev.rollcall.audit;

import dev.rollcall.identity.NameFolding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events of an audit log to look at (R42). Everything is allowed until it is narrowed. Immutable.
 *
 * @param from the first moment, inclusive; null for no bound
 * @param until the last moment, exclusive; null for no bound
 * @param user a user name, of the actor or the subject, compared as R13 says; null for everybody
 * @param category a category; null for all
 * @param subcategory a subcategory; null for all
 */
public record AuditQuery(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String user,
        @Nullable String category,
        @Nullable String subcategory) {

    /** Returns the query that every event matches. */
    public static AuditQuery everything() {
        return new AuditQuery(null, null, null, null, null);
    }

    /** Returns a copy from this moment on. */
    public AuditQuery from(Instant inclusive) {
        return new AuditQuery(inclusive, until, user, category, subcategory);
    }

    /** Returns a copy up to but without this moment. */
    public AuditQuery until(Instant exclusive) {
        return new AuditQuery(from, exclusive, user, category, subcategory);
    }

    /** Returns a copy for events whose actor or subject has this user name. */
    public AuditQuery user(String name) {
        return new AuditQuery(from, until, name, category, subcategory);
    }

    /** Returns a copy for one category. */
    public AuditQuery category(String name) {
        return new AuditQuery(from, until, user, name, subcategory);
    }

    /** Returns a copy for one subcategory. */
    public AuditQuery subcategory(String name) {
        return new AuditQuery(from, until, user, category, name);
    }

    /** Whether an event is asked for. */
    public boolean matches(AuditEvent event) {
        return (from == null || !event.time().isBefore(from))
                && (until == null || event.time().isBefore(until))
                && (user == null
                        || isUser(user, event.actor())
                        || isUser(user, event.subject().username()))
                && (category == null || category.equalsIgnoreCase(AuditEvent.CATEGORY))
                && (subcategory == null || subcategory.equalsIgnoreCase(AuditEvent.SUBCATEGORY));
    }

    private static boolean isUser(String wanted, @Nullable String name) {
        String folded = NameFolding.fold(wanted);
        return name != null && !folded.isEmpty() && folded.equals(NameFolding.fold(name));
    }
}

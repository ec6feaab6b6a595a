package dev.rollcall.rules.reading;

import dev.rollcall.identity.NameFolding;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.rules.fields.MappedPerson;
import java.util.Optional;

/** Whether a person can be reconciled at all (R5). */
public final class Readability {

    private Readability() {}

    /**
     * Why a person is rejected.
     *
     * @param code the reason
     * @param why the reason in words, without the value
     */
    public record Objection(RefusalCode code, String why) {}

    /** Says what speaks against a person; nothing where they can be reconciled. */
    public static Optional<Objection> objection(Entry entry, MappedPerson mapped) {
        String unreadable = entry.unreadable();
        if (entry.person().externalId().isEmpty()) {
            return because(
                    RefusalCode.NO_EXTERNAL_ID,
                    "came without an external id and cannot be identified"
                            + (unreadable == null ? "" : ": " + unreadable));
        }
        if (unreadable != null) {
            return because(RefusalCode.UNREADABLE, "could not be read: " + unreadable);
        }
        Optional<String> matchKey = entry.person().matchKey();
        if (matchKey.isEmpty() || NameFolding.fold(matchKey.get()).isEmpty()) {
            return because(RefusalCode.NO_MATCH_KEY, "has no match key");
        }
        Optional<String> malformedKey = NameFolding.malformation(matchKey.get());
        if (malformedKey.isPresent()) {
            return because(RefusalCode.MALFORMED_NAME, "has a match key that " + malformedKey.get());
        }
        if (mapped.usernameMalformation() != null) {
            return because(RefusalCode.MALFORMED_NAME, "has a username that " + mapped.usernameMalformation());
        }
        if (mapped.username() == null && mapped.usernameObjection() == null) {
            return because(RefusalCode.NO_USERNAME, "has no username");
        }
        return Optional.empty();
    }

    private static Optional<Objection> because(RefusalCode code, String why) {
        return Optional.of(new Objection(code, why));
    }
}

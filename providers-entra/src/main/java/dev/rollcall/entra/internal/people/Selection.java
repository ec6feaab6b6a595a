package dev.rollcall.entra.internal.people;

import java.util.List;
import java.util.Set;

/**
 * What Graph is asked to give of each person: nothing but what is used.
 *
 * @param properties of the person, as Graph spells them
 * @param ofManager of the person's manager; none where nobody asks for the manager
 */
public record Selection(List<String> properties, List<String> ofManager) {

    /** Members of answers that are never looked at, should they come unasked (R28). */
    public static final Set<String> NEVER_KEPT = Set.of(
            "deviceKeys", "federatedIdentityCredentials", "keyCredentials", "passwordCredentials", "passwordProfile");

    public Selection {
        properties = List.copyOf(properties);
        ofManager = List.copyOf(ofManager);
    }

    /** Whether the manager is asked for, which Graph allows in the list of all users alone. */
    public boolean needsManager() {
        return !ofManager.isEmpty();
    }

    /** The value of {@code $select}. */
    public String select() {
        return String.join(",", properties);
    }

    /** The value of {@code $expand}. */
    public String expand() {
        return "manager($select=" + String.join(",", ofManager) + ")";
    }
}

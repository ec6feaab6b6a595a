package dev.rollcall.rules.fields;

import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.Username;
import dev.rollcall.policy.FieldMapping;
import dev.rollcall.policy.Policy;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the mapping makes of a person.
 *
 * @param username the name the person should have; null where there is none or it was rejected
 * @param claimedName the name as the directory has it, rejected or not; null where there is none
 * @param usernameObjection why the host rejects the username (R20); null where it does not
 * @param usernameMalformation why the username can be nobody's (R13); null where it can
 * @param values the values of the mapped fields; a field without value is left out
 * @param objections the fields whose value was rejected (R20), with the reason
 */
public record MappedPerson(
        @Nullable Username username,
        @Nullable Username claimedName,
        @Nullable String usernameObjection,
        @Nullable String usernameMalformation,
        Map<String, String> values,
        Map<String, String> objections) {

    /** Applies the mapping of a policy. */
    public static MappedPerson of(DirectoryUser person, Policy policy) {
        Mapped name = Mapped.of(policy.username(), person);
        Username claimed = name.raw == null ? null : Username.of(name.raw);
        Username username = name.objection == null ? claimed : null;
        String malformation = username == null ? null : username.malformation().orElse(null);
        if (username != null && (username.isBlank() || malformation != null)) {
            username = null;
        }
        TreeMap<String, String> values = new TreeMap<>();
        TreeMap<String, String> objections = new TreeMap<>();
        for (FieldMapping mapping : policy.fields()) {
            Mapped mapped = Mapped.of(mapping, person);
            if (mapped.objection != null) {
                objections.put(mapping.field(), mapped.objection);
            } else if (mapped.raw != null) {
                values.put(mapping.field(), mapped.raw);
            }
        }
        return new MappedPerson(username, claimed, name.objection, malformation, values, objections);
    }

    private record Mapped(@Nullable String raw, @Nullable String objection) {

        static Mapped of(FieldMapping mapping, DirectoryUser person) {
            String value;
            try {
                value = mapping.source().valueFor(person);
            } catch (RuntimeException | StackOverflowError e) {
                // The message may hold the person's data, so the type has to do.
                return new Mapped(
                        null,
                        "the host's function for '" + mapping.field() + "' failed with "
                                + e.getClass().getName());
            }
            if (value == null) {
                return new Mapped(null, null);
            }
            return new Mapped(value, mapping.objectionTo(value).orElse(null));
        }
    }
}

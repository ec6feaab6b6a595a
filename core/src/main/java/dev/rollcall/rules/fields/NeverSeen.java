package dev.rollcall.rules.fields;

import dev.rollcall.policy.FieldMapping;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Policy;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Mapped attributes that nobody in the snapshot carries while accounts hold values: more likely a typo or a missing
 * right than the wish to clear a field for everybody (R20).
 */
public final class NeverSeen {

    private final Map<String, Set<String>> attributesByField;

    private NeverSeen(Map<String, Set<String>> attributesByField) {
        this.attributesByField = attributesByField;
    }

    /**
     * Finds them.
     *
     * @param carried the lower-case names of the attributes for which somebody has a value that is not blank
     * @param held the fields in which some account has a value
     */
    public static NeverSeen find(Policy policy, Set<String> carried, Set<String> held) {
        TreeMap<String, Set<String>> found = new TreeMap<>();
        for (FieldMapping mapping : policy.fields()) {
            if (mapping.mode() != MappingMode.ALWAYS || !held.contains(mapping.field())) {
                continue;
            }
            TreeSet<String> missing = new TreeSet<>(mapping.source().attributes());
            missing.removeAll(carried);
            if (!missing.isEmpty()) {
                found.put(mapping.field(), missing);
            }
        }
        return new NeverSeen(found);
    }

    /** The fields that keep the value they have. */
    public Set<String> fields() {
        return Collections.unmodifiableSet(attributesByField.keySet());
    }

    /** One sentence per field, for the report. */
    public Iterable<String> warnings() {
        return attributesByField.entrySet().stream()
                .map(entry -> "ATTRIBUTE_NEVER_SEEN: nobody in the snapshot carries " + entry.getValue()
                        + ", so the field '" + entry.getKey()
                        + "' of existing accounts is left as it is; correct the mapping or the rights of the reader")
                .toList();
    }
}

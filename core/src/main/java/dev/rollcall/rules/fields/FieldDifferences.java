package dev.rollcall.rules.fields;

import dev.rollcall.account.Account;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.policy.FieldMapping;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which mapped fields of an existing account change (R18, R19, R20). */
public final class FieldDifferences {

    private FieldDifferences() {}

    /**
     * Compares an account with what the mapping makes of its person.
     *
     * @param neverSeen the fields that keep their value, because nobody carries an attribute of theirs (R20)
     */
    public static List<FieldChange> between(
            Account account, MappedPerson person, Policy policy, Set<String> neverSeen) {
        List<FieldChange> changes = new ArrayList<>();
        for (FieldMapping mapping : policy.fields()) {
            String field = mapping.field();
            if (mapping.mode() == MappingMode.ON_CREATE
                    || person.objections().containsKey(field)
                    || neverSeen.contains(field)) {
                continue;
            }
            String before = account.field(field);
            String after = person.values().get(field);
            if (after == null && mapping.mode() == MappingMode.WHEN_PRESENT) {
                continue;
            }
            if (!Objects.equals(before, after)) {
                changes.add(new FieldChange(field, before, after, mapping.isSensitive()));
            }
        }
        return changes;
    }

    /** The fields of a new account, as changes from nothing. */
    public static List<FieldChange> ofNewAccount(MappedPerson person, Policy policy) {
        List<FieldChange> changes = new ArrayList<>();
        for (FieldMapping mapping : policy.fields()) {
            String value = person.values().get(mapping.field());
            if (value != null) {
                changes.add(new FieldChange(mapping.field(), null, value, mapping.isSensitive()));
            }
        }
        return changes;
    }
}

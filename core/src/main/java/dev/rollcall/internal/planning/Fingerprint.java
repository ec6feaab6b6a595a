package dev.rollcall.internal.planning;

import dev.rollcall.account.Account;
import dev.rollcall.identity.Username;
import dev.rollcall.policy.FieldMapping;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.fields.MappedPerson;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * 128 bits that stand for what an account has and what its person should give it. Made of the values as they are now,
 * never stored, so that a local edit shows (R18). Fields that are set on creation only do not count; those that are
 * never cleared are compared one by one, as a person without a value says nothing about them.
 */
final class Fingerprint {

    private final KeyedHash hash;
    private final boolean withName;
    private final List<FieldMapping> always = new ArrayList<>();
    private final List<FieldMapping> neverCleared = new ArrayList<>();

    Fingerprint(Policy policy, KeyedHash hash) {
        this.hash = hash;
        this.withName = policy.username().mode() != MappingMode.ON_CREATE;
        for (FieldMapping mapping : policy.fields()) {
            switch (mapping.mode()) {
                case ALWAYS -> always.add(mapping);
                case WHEN_PRESENT -> neverCleared.add(mapping);
                case ON_CREATE -> {}
            }
        }
    }

    List<FieldMapping> neverCleared() {
        return neverCleared;
    }

    long[] of(Account account) {
        return of(account.externalId().map(Object::toString).orElse(null), account.username(), account::field);
    }

    long[] of(String externalId, MappedPerson person) {
        return of(externalId, person.username(), person.values()::get);
    }

    private long[] of(
            @Nullable String externalId, @Nullable Username username, Function<String, @Nullable String> fields) {
        hash.start().add(externalId);
        if (withName) {
            hash.add(username == null ? null : username.value());
        }
        always.forEach(mapping -> hash.add(fields.apply(mapping.field())));
        ByteBuffer print = hash.finish();
        return new long[] {print.getLong(), print.getLong()};
    }
}

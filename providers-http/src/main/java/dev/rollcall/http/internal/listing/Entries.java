package dev.rollcall.http.internal.listing;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares how many entries a list had with how many the service says it has. Somebody who comes twice, as where the
 * list moved on while it was read, is one entry, told by {@code id}: nobody is missing for it, and where somebody is, a
 * repeat does not hide it. Keeps a fingerprint of each, some 60 bytes, of lists that the service counts only.
 */
final class Entries {

    private final Set<Long> ids = new HashSet<>();
    private OptionalLong total = OptionalLong.empty();
    /**
     * Entries that cannot be told apart: those without an id, and those that came before the service said how many
     * there are.
     */
    private long others;

    void add(Page page) {
        if (total.isEmpty()) {
            total = page.total();
        }
        if (total.isEmpty()) {
            others += page.items().size();
            return;
        }
        page.items().forEach(item -> {
            Optional<String> id = item.text("id");
            if (id.isPresent()) {
                ids.add(Fingerprint.of(id.get()));
            } else {
                others++;
            }
        });
    }

    /** Why the list may not be complete; null if nothing speaks for it. */
    @Nullable
    String doubtOrNull() {
        long different = others + ids.size();
        return total.isEmpty() || total.getAsLong() == different
                ? null
                : "the service counts " + total.getAsLong() + " entries and gave " + different;
    }
}

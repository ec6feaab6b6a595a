package dev.rollcall.entra.internal.validation;

import dev.rollcall.entra.internal.Delivery;
import dev.rollcall.entra.internal.Guid;
import dev.rollcall.entra.internal.people.PersonReader;
import dev.rollcall.entra.internal.scope.MemberIds;
import dev.rollcall.entra.internal.scope.ScopedPeople;
import dev.rollcall.http.internal.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Passes people on, and counts how many are in each chosen group, and how many guests are left out: each once, however
 * often they come.
 */
final class GroupCounts implements ScopedPeople.Receiver {

    private final Delivery delivery;
    private final boolean guestsIn;
    private final Map<String, MemberIds> inGroups = new HashMap<>();
    private final MemberIds guests = new MemberIds();

    GroupCounts(Delivery delivery, boolean guestsIn) {
        this.delivery = delivery;
        this.guestsIn = guestsIn;
    }

    @Override
    public void person(JsonObject user, Set<String> groups) {
        String id = user.text("id").orElse(null);
        if (!guestsIn && PersonReader.isGuest(user)) {
            if (id != null && Guid.isOne(id)) {
                guests.add(id);
            }
        } else {
            count(id, groups);
        }
        delivery.person(user, groups);
    }

    @Override
    public void unreadable(@Nullable String id, Set<String> groups, String why) {
        count(id, groups);
        delivery.unreadable(id, groups, why);
    }

    private void count(@Nullable String id, Set<String> groups) {
        if (id != null && Guid.isOne(id)) {
            groups.forEach(group ->
                    inGroups.computeIfAbsent(group, unused -> new MemberIds()).add(id));
        }
    }

    @Override
    public void warning(String text) {
        delivery.warning(text);
    }

    @Override
    public void waiting() {
        delivery.waiting();
    }

    /** How many people are in a group, by the name under which it was chosen. */
    int in(String group) {
        MemberIds members = inGroups.get(group);
        return members == null ? 0 : members.size();
    }

    /** How many guests are left out. */
    int guests() {
        return guests.size();
    }
}

package dev.rollcall.rules.reading;

import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.CodePointOrder;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Repeats of one external id: identical ones are one person with all groups (R4), different ones are nobody (R12). */
public final class Repeats {

    private Repeats() {}

    /**
     * The outcome of joining.
     *
     * @param entry the person, with the groups of all repeats; of different ones the one that comes first in an order
     *     of its own, so that the order of reading does not matter (R36)
     * @param differ whether the repeats differ in anything but groups
     */
    public record Joined(Entry entry, boolean differ) {}

    private static final Comparator<Entry> ORDER = Comparator.comparing(
                    (Entry entry) -> entry.person().matchKey().orElse(""), CodePointOrder.COMPARATOR)
            .thenComparing(entry -> entry.person().activity())
            .thenComparing(entry -> entry.unreadable() == null ? "" : entry.unreadable(), CodePointOrder.COMPARATOR)
            .thenComparing(entry -> sorted(entry.person().attributes()), CodePointOrder.COMPARATOR);

    private static String sorted(Map<String, List<String>> attributes) {
        StringBuilder text = new StringBuilder();
        attributes.forEach((name, values) -> text.append(name)
                .append(values.stream().sorted(CodePointOrder.COMPARATOR).toList()));
        return text.toString();
    }

    /** Joins what was read of one external id; at least one entry. */
    public static Joined join(List<Entry> entries) {
        Entry first = Collections.min(entries, ORDER);
        if (entries.size() == 1) {
            return new Joined(first, false);
        }
        DirectoryUser.Builder joined = first.person().toBuilder();
        boolean differ = false;
        for (Entry entry : entries) {
            joined.groups(entry.person().groups());
            differ |= !first.person().equalsButForGroups(entry.person())
                    || Objects.isNull(first.unreadable()) != Objects.isNull(entry.unreadable());
        }
        return new Joined(new Entry(joined.build(), first.unreadable()), differ);
    }
}

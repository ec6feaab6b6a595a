package dev.rollcall.rules.reading;

import dev.rollcall.directory.DirectoryUser;
import java.util.List;
import java.util.Objects;

/** Repeats of one external id: identical ones are one person with all groups (R4), different ones are nobody (R12). */
public final class Repeats {

    private Repeats() {}

    /**
     * The outcome of joining.
     *
     * @param entry the person, with the groups of all repeats
     * @param differ whether the repeats differ in anything but groups
     */
    public record Joined(Entry entry, boolean differ) {}

    /** Joins what was read of one external id; at least one entry. */
    public static Joined join(List<Entry> entries) {
        Entry first = entries.get(0);
        if (entries.size() == 1) {
            return new Joined(first, false);
        }
        DirectoryUser.Builder joined = first.person().toBuilder();
        boolean differ = false;
        for (Entry entry : entries.subList(1, entries.size())) {
            joined.groups(entry.person().groups());
            differ |= !first.person().equalsButForGroups(entry.person())
                    || Objects.isNull(first.unreadable()) != Objects.isNull(entry.unreadable());
        }
        return new Joined(new Entry(joined.build(), first.unreadable()), differ);
    }
}
